package slipstream.alerter;

import java.time.Duration;
import java.time.Instant;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Metric;

/** Announcements to test with: the example of the programme's document, and variations of it. */
public final class Samples {
    public static final String APP = "com.example.appkey";
    public static final String OBJECTIVE = "installation-callback";
    public static final Series SERIES = new Series(APP, Sli.INSTALLATION_CALLBACK, "jira");
    public static final Instant OPENED_AT = Instant.parse("2022-03-24T15:40:00Z");
    public static final IncidentId ID = IncidentId.of(SERIES, OBJECTIVE, OPENED_AT);

    private Samples() {}

    public static Announcement opened() {
        return named("AppName", "Atlassian");
    }

    public static Announcement named(String appName, String partnerName) {
        return announcement(SERIES, Transition.OPENED, OPENED_AT, measured(60, 40, 990_000), appName, partnerName);
    }

    public static Announcement resolved() {
        return announcement(
                SERIES,
                Transition.RESOLVED,
                OPENED_AT.plus(Duration.ofHours(1)),
                measured(990, 10, 990_000),
                "AppName",
                "Atlassian");
    }

    public static Measurement measured(long good, long bad, long targetPpm) {
        return new Measurement(Duration.ofDays(1), good, bad, 0, "GENERIC", targetPpm);
    }

    public static Announcement announcement(
            Series series,
            Transition transition,
            Instant at,
            Measurement measured,
            String appName,
            String partnerName) {
        IncidentId id = IncidentId.of(series, OBJECTIVE, OPENED_AT);
        return new Announcement(
                new IncidentChange(id, transition, series, OBJECTIVE, OPENED_AT, at, measured, false),
                appName,
                partnerName,
                Metric.of(series, measured.found()));
    }
}
