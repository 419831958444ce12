package slipstream.alerter.incident.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Measurement;

/** The JSON object by which programs understand a notification, in the programme's fields and order. */
public final class IncidentData {
    private IncidentData() {}

    /** The programme's fields and no other. */
    public static String strict(Announcement announcement) {
        return programme(announcement).toString();
    }

    /** The programme's fields, and after them what else is known. */
    public static String extended(Announcement announcement) {
        IncidentChange change = announcement.change();
        Measurement measured = change.measured();
        return programme(announcement)
                .field("metricId", announcement.metric().id())
                .field("scope", change.series().scope())
                .field("objective", change.objective())
                .field("openedAt", seconds(change.openedAt()))
                .field("good", measured.good())
                .field("bad", measured.bad())
                .field("excluded", measured.excluded())
                .toString();
    }

    private static JsonObjectText programme(Announcement announcement) {
        IncidentChange change = announcement.change();
        Figures figures = Figures.of(change.measured());
        return new JsonObjectText()
                .field("appKey", change.series().appKey())
                .field(
                        "appDetails",
                        new JsonObjectText()
                                .field("name", announcement.appName())
                                .field("partnerName", announcement.partnerName()))
                .field("incidentId", change.id().text())
                .field("incidentStatus", announcement.status())
                .field("time", seconds(change.at()))
                .field("metricName", announcement.metric().name())
                .field("metricUnit", figures.unit())
                .field("measurementDurationSeconds", change.measured().window().toSeconds())
                .field("sliValue", figures.measured())
                .field("sloValue", figures.promised());
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
