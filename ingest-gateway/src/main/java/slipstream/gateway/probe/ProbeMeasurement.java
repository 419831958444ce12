package slipstream.gateway.probe;

import java.time.Instant;
import slipstream.gateway.probe.http.ProbeOutcome;

/**
 * What is known about a target after one probe.
 *
 * @param target what was probed
 * @param beganAt when the probe began; the event time
 * @param outcome what it met
 */
public record ProbeMeasurement(ProbeTarget target, Instant beganAt, ProbeOutcome outcome) {}
