package slipstream.alerter.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Transition;
import slipstream.schemas.avro.VerdictKind;

@DisplayName("Listening to verdicts")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentTopologyTest {
    private final ListeningDriver listening = new ListeningDriver();

    @AfterEach
    void close() {
        listening.close();
    }

    @Test
    void announces_the_opening_and_the_resolving_of_an_incident_once_each() {
        listening
                .at("10:00", VerdictKind.MET)
                .at("10:05", VerdictKind.BREACHED)
                .at("10:06", VerdictKind.BREACHED)
                .at("10:07", VerdictKind.UNMEASURED)
                .at("10:20", VerdictKind.MET);

        List<TestRecord<String, Breach>> records = listening.breaches();
        assertThat(records)
                .extracting(record -> record.value().getTransition())
                .containsExactly(Transition.OPENED, Transition.RESOLVED);
        Breach opened = records.get(0).value();
        assertThat(records.get(0).key()).isEqualTo(opened.getIncidentId()).hasSize(11);
        assertThat(opened.getStatus()).isEqualTo("ANOMALOUS");
        assertThat(opened.getAppName()).isEqualTo("Known App");
        assertThat(opened.getPartnerName()).isEqualTo("Partner");
        assertThat(opened.getMetricName()).isEqualTo("Jira Webhook Delivery Success Rate");
        assertThat(opened.getMetricId()).isEqualTo("jira.webhook-delivery.success-rate");
        assertThat(opened.getOpenedAt()).isEqualTo(ListeningDriver.minute("10:05"));
        assertThat(List.of(opened.getGood(), opened.getBad(), opened.getTargetPpm(), opened.getWindowSeconds()))
                .containsExactly(90L, 10L, 990_000L, 900L);
        Breach resolved = records.get(1).value();
        assertThat(resolved.getStatus()).isEqualTo("OK");
        assertThat(resolved.getIncidentId()).isEqualTo(opened.getIncidentId());
        assertThat(resolved.getOpenedAt()).isEqualTo(opened.getOpenedAt());
        assertThat(resolved.getAt()).isEqualTo(ListeningDriver.minute("10:20"));
    }

    @Test
    void writes_announcements_as_cloud_events() {
        listening.at("10:05", VerdictKind.BREACHED);
        TestRecord<String, Breach> record = listening.breaches().get(0);
        assertThat(ListeningDriver.headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", record.key() + "/OPENED")
                .containsEntry("ce_type", "slipstream.incident.opened")
                .containsEntry("ce_source", "/test")
                .containsEntry("ce_time", "2026-11-20T10:05:00Z");
    }

    @Test
    void keeps_series_and_objectives_apart() {
        listening.series("known", Sli.WEBHOOK_DELIVERY, "jira").at("10:05", VerdictKind.BREACHED);
        listening.series("known", Sli.WEBHOOK_DELIVERY, "confluence").at("10:05", VerdictKind.BREACHED);
        listening.series("known", Sli.IFRAME_LOAD, "jira").at("10:05", VerdictKind.BREACHED);
        listening.series("known", Sli.WEBHOOK_DELIVERY, "jira").at("10:06", VerdictKind.MET);
        assertThat(listening.breaches())
                .extracting(record -> record.value().getTransition())
                .containsExactly(Transition.OPENED, Transition.OPENED, Transition.OPENED, Transition.RESOLVED);
    }

    @Test
    void calls_an_app_that_is_not_registered_by_its_key() {
        listening.series("stranger", Sli.WEBHOOK_DELIVERY, "jira").at("10:05", VerdictKind.BREACHED);
        assertThat(listening.breaches().get(0).value().getAppName()).isEqualTo("stranger");
    }

    @Test
    void announces_nothing_when_the_verdicts_are_read_again() {
        for (int time = 0; time < 2; time++) {
            listening
                    .at("10:00", VerdictKind.MET)
                    .at("10:05", VerdictKind.BREACHED)
                    .at("10:20", VerdictKind.MET);
        }
        assertThat(listening.breaches()).hasSize(2);
    }

    @Test
    void leaves_out_what_it_cannot_read_and_words_it_does_not_know() {
        listening
                .raw(new byte[] {1, 2, 3})
                .raw(null)
                .at("10:04", VerdictKind.UNKNOWN)
                .series("known", Sli.UNKNOWN, "jira")
                .at("10:05", VerdictKind.BREACHED)
                .series("known", Sli.WEBHOOK_DELIVERY, "jira")
                .at("10:05", VerdictKind.BREACHED);
        assertThat(listening.breaches()).hasSize(1);
        assertThat(listening.count("unreadable")).isEqualTo(1);
        assertThat(listening.count("unknown")).isEqualTo(2);
        assertThat(listening.count("breached")).isEqualTo(1);
    }

    @Test
    void tells_nobody_of_time_that_only_passes() {
        listening.at("10:05", VerdictKind.BREACHED).pass(Duration.ofDays(2));
        assertThat(listening.breaches()).hasSize(1);
    }
}
