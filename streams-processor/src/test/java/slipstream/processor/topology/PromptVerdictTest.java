package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.processor.topology.PipelineDriver.APP;
import static slipstream.processor.topology.PipelineDriver.at;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.streams.PromptCommits;
import slipstream.processor.slo.Programme;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

@DisplayName("A verdict")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PromptVerdictTest {
    private static final Duration HORIZON = Duration.ofHours(24);

    private final InMemorySchemaIds schemaIds = new InMemorySchemaIds();
    private final MockProcessorContext<byte[], byte[]> task = new MockProcessorContext<>();
    private final CountAndJudge step = new CountAndJudge(
            Counting.of(Programme.four(), Duration.ofSeconds(10), HORIZON, schemaIds),
            Voice.live(""),
            new PromptCommits());

    @BeforeEach
    void start() {
        for (StoreBuilder<?> each : Storage.IN_MEMORY.builders(Durability.AT_COMMIT, HORIZON)) {
            StateStore store = each.withLoggingDisabled().build();
            store.init(task.getStateStoreContext(), store);
        }
        task.setCurrentSystemTimeMs(at("12:02:01").toEpochMilli());
        step.init(task);
    }

    @AfterEach
    void stop() {
        step.close();
    }

    @Test
    void that_somebody_waits_for_is_committed_at_once() {
        promise("EVENT");

        badEvent("b", at("12:02"));

        assertThat(task.committed()).isTrue();
    }

    @Test
    void that_was_said_already_waits_for_the_next_commit() {
        promise("EVENT");
        badEvent("b", at("12:02"));
        task.resetCommit();
        task.setCurrentSystemTimeMs(at("12:02:09").toEpochMilli());

        badEvent("c", at("12:02:08"));

        assertThat(task.committed()).isFalse();
    }

    @Test
    void of_a_minute_waits_for_the_next_commit() {
        promise("MINUTE");

        badEvent("b", at("12:02"));
        tick(at("12:03:20"), new RecordHeaders());

        assertThat(task.forwarded(SliTopology.VERDICTS)).isNotEmpty();
        assertThat(task.committed()).isFalse();
    }

    @Test
    void of_long_ago_waits_for_the_next_commit() {
        task.setCurrentSystemTimeMs(at("15:00").toEpochMilli());
        promise("EVENT");

        badEvent("b", at("12:02"));

        assertThat(task.forwarded(SliTopology.VERDICTS)).isNotEmpty();
        assertThat(task.committed()).isFalse();
    }

    private void promise(String evaluation) {
        Objective objective = Objective.newBuilder()
                .setId("strict")
                .setAppKey(APP)
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setTargetPpm(999_000)
                .setWindowSeconds(900)
                .setCondition("RATE_BELOW")
                .setEvaluation(evaluation)
                .setUpdatedAt(at("12:00"))
                .build();
        byte[] value =
                new SlipstreamAvroSerializer<Objective>(schemaIds).serialize(Topics.OBJECTIVES.name(), objective);
        tick(at("12:01"), new RecordHeaders().add(TickHeaders.OBJECTIVE, value));
    }

    private void tick(Instant at, Headers headers) {
        step.process(new Record<>(null, null, at.toEpochMilli(), headers));
    }

    private void badEvent(String id, Instant at) {
        Event event = Event.newBuilder()
                .setId(id)
                .setAppKey(APP)
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setScope("jira")
                .setOutcome(Outcome.BAD)
                .setSource(Source.HOST)
                .setOccurredAt(at)
                .setReceivedAt(at)
                .build();
        byte[] value = new SlipstreamAvroSerializer<Event>(schemaIds).serialize(Topics.EVENTS.name(), event);
        step.process(new Record<>(APP.getBytes(StandardCharsets.UTF_8), value, at.toEpochMilli()));
    }
}
