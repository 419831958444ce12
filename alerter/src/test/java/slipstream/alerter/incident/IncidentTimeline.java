package slipstream.alerter.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Verdicts on one series at times of one day, and the changes they lead to. */
final class IncidentTimeline {
    static final Series SERIES = new Series("com.example.app", Sli.WEBHOOK_DELIVERY, "jira");
    static final String OBJECTIVE = "webhook-delivery";

    private final List<String> changes = new ArrayList<>();
    private final List<IncidentId> ids = new ArrayList<>();
    private Watch watch = Watch.NEW;
    private Verdict.Kind kind = Verdict.Kind.MET;
    private Instant since = Instant.EPOCH;

    static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }

    IncidentTimeline at(String time, Verdict.Kind verdict) {
        if (verdict != kind || since.equals(Instant.EPOCH)) {
            kind = verdict;
            since = at(time);
        }
        return read(verdict(time, verdict, since));
    }

    IncidentTimeline read(Verdict verdict) {
        Watch.Step step = watch.step(verdict);
        watch = step.next();
        step.change().ifPresent(change -> {
            changes.add(change.at().toString().substring(11, 16) + " " + change.transition());
            ids.add(change.id());
        });
        return this;
    }

    static Verdict verdict(String time, Verdict.Kind kind, Instant since) {
        return verdict(time, 0, kind, since);
    }

    /** The minute is judged once more. */
    IncidentTimeline again(String time, int revision, Verdict.Kind verdict) {
        return read(verdict(time, revision, verdict, at(time)));
    }

    private static Verdict verdict(String time, int revision, Verdict.Kind kind, Instant since) {
        Measurement measured = new Measurement(Duration.ofMinutes(15), 10, 5, 0, "GENERIC", 990_000);
        return new Verdict(SERIES, OBJECTIVE, kind, at(time), revision, since, measured);
    }

    /** Such as {@code 10:05 OPENED}. */
    List<String> changes() {
        return changes;
    }

    List<IncidentId> ids() {
        return ids;
    }

    Watch watch() {
        return watch;
    }
}
