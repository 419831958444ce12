package slipstream.gateway.admission;

import java.time.Instant;

/**
 * What somebody reported of an app, before it is decided what it means.
 *
 * @param id names the observation, given by who observed
 * @param appKey the app
 * @param occurredAt event time
 * @param source who observed
 * @param finding what was seen
 * @param circumstances where and under what conditions
 */
public record Observation(
        String id, String appKey, Instant occurredAt, Source source, Finding finding, Circumstances circumstances) {}
