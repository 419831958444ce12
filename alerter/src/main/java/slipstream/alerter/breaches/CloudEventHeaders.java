package slipstream.alerter.breaches;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.notice.Announcement;

/** What makes a record of the breach topic a CloudEvent in binary mode. */
final class CloudEventHeaders {
    private static final String SPEC_VERSION = "1.0";
    private static final String TYPE_PREFIX = "slipstream.incident.";

    private final String source;

    CloudEventHeaders(String source) {
        this.source = source;
    }

    void addTo(Headers headers, Announcement announcement) {
        IncidentChange change = announcement.change();
        set(headers, "ce_specversion", SPEC_VERSION);
        set(headers, "ce_id", change.id() + "/" + change.transition());
        set(headers, "ce_type", TYPE_PREFIX + change.transition().name().toLowerCase(Locale.ROOT));
        set(headers, "ce_source", source);
        set(headers, "ce_time", change.at().toString());
        set(headers, "ce_subject", change.series() + "/" + change.objective());
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
