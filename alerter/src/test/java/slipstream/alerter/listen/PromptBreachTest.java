package slipstream.alerter.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Basis;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;

@DisplayName("What is told of an incident")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PromptBreachTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final MockProcessorContext<String, Announcement> task = new MockProcessorContext<>();
    private final Processor<String, byte[], String, Announcement> step = step();

    private Processor<String, byte[], String, Announcement> step() {
        var watches = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(WatchVerdicts.STORE), Serdes.String(), new WatchSerde())
                .withLoggingDisabled();
        WatchVerdicts supplier = new WatchVerdicts(
                new VerdictReader(new SlipstreamAvroDeserializer<>(ids)),
                appKey -> Optional.empty(),
                watches,
                new SimpleMeterRegistry());
        StateStore store = watches.build();
        store.init(task.getStateStoreContext(), store);
        task.setRecordMetadata(Topics.VERDICTS.name(), 0, 0);
        Processor<String, byte[], String, Announcement> made = supplier.get();
        made.init(task);
        return made;
    }

    @Test
    void is_committed_at_once_when_it_is_new() {
        verdict(VerdictKind.BREACHED, 0);

        assertThat(task.forwarded()).hasSize(1);
        assertThat(task.committed()).isTrue();
    }

    @Test
    void is_nothing_to_hurry_for_when_nothing_has_changed() {
        verdict(VerdictKind.BREACHED, 0);
        task.resetCommit();

        verdict(VerdictKind.BREACHED, 1);

        assertThat(task.committed()).isFalse();
    }

    private void verdict(VerdictKind kind, int minute) {
        Instant at = NOON.plus(Duration.ofMinutes(minute));
        task.setCurrentSystemTimeMs(at.toEpochMilli());
        Verdict verdict = Verdict.newBuilder()
                .setAppKey("com.example.app")
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setScope("jira")
                .setObjective("strict")
                .setVerdict(kind)
                .setMinute(at)
                .setSince(NOON)
                .setFrom(at.minus(Duration.ofMinutes(15)))
                .setWindowSeconds(900)
                .setGood(90)
                .setBad(10)
                .setExcluded(0)
                .setBasis(Basis.GENERIC)
                .setTargetPpm(990_000)
                .build();
        byte[] value = new SlipstreamAvroSerializer<Verdict>(ids).serialize(Topics.VERDICTS.name(), verdict);
        step.process(new Record<>("com.example.app/strict", value, at.toEpochMilli()));
    }
}
