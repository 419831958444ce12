package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Breach;
import slipstream.schemas.avro.Transition;

/** The promise "honest about gaps": what we did not measure neither ends an incident nor begins one. */
@DisplayName("Time that was not measured")
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnmeasuredTimeTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static FlakyApp control;
    private static RunningSlipstream slipstream;

    @BeforeAll
    static void start() {
        control = FlakyApp.start();
        slipstream = RunningSlipstream.start(Map.of("prober.control-url", control.url()));
    }

    @AfterAll
    static void stop() {
        slipstream.close();
        control.close();
    }

    @Test
    void freezes_the_incident_while_the_prober_cannot_work_and_a_true_recovery_ends_it_once() {
        String appKey = "com.example.unprobed";
        try (FlakyApp app = FlakyApp.start()) {
            app.answerWith(503);
            slipstream.client().putApp(appKey, app.registration("Unprobed", RunningSlipstream.contactOf(appKey)));
            await().atMost(DEADLINE).until(() -> app.asked() >= 2);
            slipstream.clock().passUntilMinuteIsJudged();
            slipstream.awaitMails(appKey, 1);

            control.hangUp();
            app.hangUp();
            slipstream.clock().pass(Duration.ofMinutes(20));
            await().atMost(DEADLINE)
                    .untilAsserted(() ->
                            assertThat(verdict(appKey).get("verdict").asText()).isEqualTo("UNMEASURED"));
            assertThat(verdict(appKey).get("reason").asText()).isEqualTo("prober-offline");
            assertThat(transitions(appKey)).containsExactly(Transition.OPENED);
            assertThat(slipstream.mailsOf(appKey)).hasSize(1);

            control.answerWith(200);
            app.answerWith(200);
            slipstream.clock().pass(Duration.ofMinutes(17));
            slipstream.awaitMails(appKey, 2);
            slipstream.clock().pass(Duration.ofMinutes(3));
            assertThat(transitions(appKey)).containsExactly(Transition.OPENED, Transition.RESOLVED);
            assertThat(slipstream.mailsOf(appKey)).hasSize(2);
        }
    }

    @Test
    void freezes_the_incident_while_a_gateway_refuses_and_is_a_gap_in_the_history() {
        String appKey = "com.example.refused";
        slipstream.register(appKey);
        report(appKey, "first", 5, 5);
        slipstream.clock().passUntilMinuteIsJudged();
        slipstream.awaitMails(appKey, 1);

        slipstream.clock().pass(Duration.ofMinutes(16));
        Instant since = slipstream.clock().instant();
        report(appKey, "while-refusing", 5, 0);
        tellOfRefusals(since);
        slipstream.clock().passUntilMinuteIsJudged();
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(reasonsOfGaps(appKey, since)).contains("gateway-refusing"));
        assertThat(verdict(appKey).get("verdict").asText()).isEqualTo("UNMEASURED");
        assertThat(transitions(appKey)).containsExactly(Transition.OPENED);

        slipstream.clock().pass(Duration.ofMinutes(3));
        slipstream.awaitMails(appKey, 2);
        assertThat(transitions(appKey)).containsExactly(Transition.OPENED, Transition.RESOLVED);
        assertThat(slipstream.mailsOf(appKey)).hasSize(2);
        assertThat(breaches(appKey).get(1).getAt())
                .as("no recovery is seen in a minute that was not measured")
                .isAfter(since.plusSeconds(60));
    }

    private static void report(String appKey, String prefix, int good, int bad) {
        slipstream
                .client()
                .report(Deliveries.of(appKey, prefix, slipstream.clock().instant(), good, bad));
    }

    private static List<String> reasonsOfGaps(String appKey, Instant since) {
        return slipstream
                .client()
                .history(
                        appKey,
                        "webhook-delivery",
                        "jira",
                        since,
                        slipstream.clock().instant(),
                        "PT1M")
                .get("gaps")
                .findValuesAsText("reason");
    }

    private static JsonNode verdict(String appKey) {
        return slipstream
                .get(slipstream.standalone().endpoints().processor() + "/v1/apps/" + appKey + "/verdicts")
                .at("/verdicts/0");
    }

    /** What another gateway, one that refuses, would write to every partition. */
    private static void tellOfRefusals(Instant since) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", slipstream.standalone().bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.EVENTS.name();
            Long now = slipstream.clock().instant().toEpochMilli();
            for (PartitionInfo each : producer.partitionsFor(topic)) {
                ProducerRecord<byte[], byte[]> tick =
                        new ProducerRecord<byte[], byte[]>(topic, each.partition(), now, null, null);
                tick.headers()
                        .add(
                                TickHeaders.REFUSED_SINCE,
                                Long.toString(since.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
                var unused = producer.send(tick);
            }
        }
    }

    private static List<Transition> transitions(String appKey) {
        return breaches(appKey).stream().map(Breach::getTransition).toList();
    }

    private static List<Breach> breaches(String appKey) {
        List<Breach> breaches = new ArrayList<>();
        try (TopicReader reader = new TopicReader(slipstream.standalone())) {
            for (Breach breach : reader.<Breach>readAll(Topics.BREACHES)) {
                if (breach.getAppKey().equals(appKey)) {
                    breaches.add(breach);
                }
            }
        }
        return breaches;
    }
}
