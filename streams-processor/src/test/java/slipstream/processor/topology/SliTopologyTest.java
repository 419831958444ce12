package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import slipstream.schemas.avro.Basis;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Verdict;
import slipstream.schemas.avro.VerdictKind;

@DisplayName("The topology from events to verdicts")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SliTopologyTest {
    @ParameterizedTest
    @EnumSource(Durability.class)
    void writes_a_breach_with_the_counts_that_decided_it(Durability durability) {
        try (PipelineDriver pipeline = new PipelineDriver(durability)) {
            pipeline.deliveries("10:00:30", 98, 2).ticksUntil("10:00:35", "10:01:10");

            assertThat(pipeline.verdicts()).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo("com.example.app/webhook-delivery/jira/webhook-delivery");
                assertThat(record.value().getVerdict()).isEqualTo(VerdictKind.BREACHED);
                assertThat(record.value().getSli()).isEqualTo(Sli.WEBHOOK_DELIVERY);
                assertThat(record.value().getGood()).isEqualTo(98);
                assertThat(record.value().getBad()).isEqualTo(2);
                assertThat(record.value().getExcluded()).isZero();
                assertThat(record.value().getBasis()).isEqualTo(Basis.GENERIC);
                assertThat(record.value().getMinute()).isEqualTo(PipelineDriver.at("10:01"));
                assertThat(record.value().getSince()).isEqualTo(PipelineDriver.at("10:01"));
                assertThat(record.value().getFrom()).isEqualTo(PipelineDriver.at("09:46"));
                assertThat(record.value().getWindowSeconds()).isEqualTo(900);
                assertThat(record.value().getTargetPpm()).isEqualTo(990_000);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void is_silent_while_an_objective_is_met_and_speaks_every_minute_while_it_is_not(Durability durability) {
        try (PipelineDriver pipeline = new PipelineDriver(durability)) {
            pipeline.deliveries("10:00:30", 100, 0).ticksUntil("10:00:35", "10:05:10");
            assertThat(pipeline.verdicts())
                    .extracting(record -> record.value().getVerdict())
                    .containsExactly(VerdictKind.MET);

            pipeline.deliveries("10:05:15", 0, 5).ticksUntil("10:05:20", "10:08:10");
            assertThat(pipeline.verdicts())
                    .extracting(record -> record.value().getVerdict())
                    .containsExactly(VerdictKind.BREACHED, VerdictKind.BREACHED, VerdictKind.BREACHED);
        }
    }

    @Test
    void counts_an_event_once_however_often_it_comes() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.delivery("same", "10:00", "10:00:01", Outcome.BAD)
                    .delivery("same", "10:00", "10:00:02", Outcome.BAD)
                    .delivery("same", "10:00", "10:00:03", Outcome.BAD)
                    .ticksUntil("10:00:05", "10:01:10");

            assertThat(pipeline.verdicts())
                    .extracting(record -> record.value().getBad())
                    .containsExactly(0L, 1L);
            assertThat(pipeline.counted("counted")).isEqualTo(1);
            assertThat(pipeline.counted("duplicate")).isEqualTo(2);
        }
    }

    @Test
    void knows_an_id_again_for_the_whole_horizon_and_not_much_longer() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.delivery("same", "10:58", "10:59", Outcome.BAD)
                    .hoursPass("10:59", 23)
                    .deliveryAgain("same", "10:58", Duration.ofHours(24).minusMinutes(10), "10:59");
            assertThat(pipeline.counted("duplicate")).isEqualTo(1);

            pipeline.hoursPass("10:59", 50).deliveryAgain("same", "10:58", Duration.ofHours(51), "10:59");
            assertThat(pipeline.counted("counted")).isEqualTo(2);
        }
    }

    @Test
    void keeps_what_cannot_be_read_with_its_bytes_and_goes_on() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            byte[] noise = "not an event".getBytes(StandardCharsets.UTF_8);
            pipeline.record("com.example.app", noise, "10:00")
                    .record("com.example.app", new byte[] {0, 0, 0, 0, 1, 120}, "10:00")
                    .delivery("a", "10:00", "10:00", Outcome.GOOD);

            assertThat(pipeline.rejected()).hasSize(2).first().satisfies(rejected -> {
                assertThat(rejected.getReason()).isEqualTo("unreadable");
                assertThat(rejected.getAppKey()).isEqualTo("com.example.app");
                assertThat(rejected.getRaw().array()).isEqualTo(noise);
            });
            assertThat(pipeline.counted("counted")).isEqualTo(1);
            assertThat(pipeline.counted("unreadable")).isEqualTo(2);
        }
    }

    @Test
    void counts_and_judges_a_batch_as_if_its_events_came_one_by_one() {
        try (PipelineDriver together = new PipelineDriver(Durability.AT_COMMIT);
                PipelineDriver apart = new PipelineDriver(Durability.AT_COMMIT)) {
            mixture(together.gather()).handOver();
            mixture(apart);
            List<TestRecord<String, Verdict>> verdicts = apart.verdicts();

            assertThat(verdicts).hasSizeGreaterThan(5);
            assertThat(together.verdicts()).isEqualTo(verdicts);
            assertThat(together.rejected()).isEqualTo(apart.rejected()).hasSize(4);
            for (String outcome : List.of("counted", "duplicate", "unreadable", "too-late")) {
                assertThat(together.counted(outcome)).as(outcome).isEqualTo(apart.counted(outcome));
            }
            for (int window = 0; window < 3; window++) {
                assertThat(together.window(window, PipelineDriver.at("10:10")))
                        .isEqualTo(apart.window(window, PipelineDriver.at("10:10")));
            }
        }
    }

    /** Two hundred events over ten minutes: good, bad, late, again, too late, and unreadable. */
    private static PipelineDriver mixture(PipelineDriver pipeline) {
        for (int i = 0; i < 200; i++) {
            Instant arrived = PipelineDriver.at("10:00").plusSeconds(3L * i);
            switch (i % 50) {
                case 20 -> pipeline.delivery("d" + (i - 3), arrived.minusSeconds(9), arrived, Outcome.GOOD);
                case 30 -> pipeline.delivery("d" + i, arrived.minus(Duration.ofDays(40)), arrived, Outcome.GOOD);
                case 40 -> pipeline.delivery("d" + i, arrived.minus(Duration.ofHours(7)), arrived, Outcome.BAD);
                default -> pipeline.delivery("d" + i, arrived, arrived, i / 20 % 2 == 0 ? Outcome.GOOD : Outcome.BAD);
            }
        }
        return pipeline;
    }

    @Test
    void goes_on_behind_what_cannot_be_read_in_the_middle_of_a_batch() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            byte[] noise = "not an event".getBytes(StandardCharsets.UTF_8);
            pipeline.gather()
                    .delivery("a", "10:00", "10:00", Outcome.GOOD)
                    .record(PipelineDriver.APP, noise, "10:00")
                    .delivery("b", "10:00", "10:00", Outcome.GOOD)
                    .handOver();

            assertThat(pipeline.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.getAppKey()).isEqualTo(PipelineDriver.APP);
                assertThat(rejected.getRaw().array()).isEqualTo(noise);
            });
            assertThat(pipeline.counted("counted")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "BAD"})
    void rejects_an_event_that_was_cut_off_anywhere_before_what_counting_reads_of_it(Outcome outcome) {
        Instant at = PipelineDriver.at("10:00");
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            byte[] whole = pipeline.deliveryBytes("a", at, at.plusSeconds(1), outcome);
            // Ten fields stand behind the duration, all of them empty; what is known of a bad event ends two fields
            // earlier.
            int read = whole.length - (outcome == Outcome.BAD ? 2 : 10);
            for (int length = 0; length < read; length++) {
                pipeline.gather()
                        .record(PipelineDriver.APP, Arrays.copyOf(whole, length), "10:00")
                        .delivery("b" + length, "10:00", "10:00", Outcome.GOOD)
                        .handOver();
            }
            assertThat(pipeline.counted("unreadable")).isEqualTo(read);
            assertThat(pipeline.counted("counted")).isEqualTo(read);
        }
    }

    @Test
    void keeps_the_beginning_of_what_is_too_long_to_be_kept_whole() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.record("com.example.app", new byte[1024 * 1024], "10:00");

            assertThat(pipeline.rejected()).singleElement().satisfies(rejected -> assertThat(
                            rejected.getRaw().remaining())
                    .isEqualTo(512 * 1024));
        }
    }

    @Test
    void keeps_an_event_without_an_app_and_goes_on() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.record(null, old(pipeline), "10:00").delivery("a", "10:00", "10:00", Outcome.GOOD);

            assertThat(pipeline.rejected()).singleElement().satisfies(rejected -> {
                assertThat(rejected.getReason()).isEqualTo("unreadable");
                assertThat(rejected.getAppKey()).isEmpty();
            });
            assertThat(pipeline.counted("counted")).isEqualTo(1);
        }
    }

    @Test
    void does_not_take_a_verdict_that_cannot_be_written_for_an_unreadable_event() {
        try (PipelineDriver pipeline = PipelineDriver.whoseVerdictsAreRefused()) {
            pipeline.deliveries("10:00:30", 0, 1);

            assertThatThrownBy(() -> pipeline.delivery("b", "10:01:20", "10:01:20", Outcome.GOOD))
                    .hasStackTraceContaining("the registry refused the verdict");
            assertThat(pipeline.counted("unreadable")).isZero();
        }
    }

    @Test
    void keeps_what_comes_after_31_days() {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            pipeline.ticksUntil("10:00", "10:00");
            pipeline.record("com.example.app", old(pipeline), "10:00");

            assertThat(pipeline.rejected()).singleElement().satisfies(rejected -> assertThat(rejected.getReason())
                    .isEqualTo("too-late"));
            assertThat(pipeline.counted("too-late")).isEqualTo(1);
        }
    }

    private static byte[] old(PipelineDriver pipeline) {
        slipstream.schemas.avro.Event event = slipstream.schemas.avro.Event.newBuilder()
                .setId("old")
                .setAppKey("com.example.app")
                .setSli(Sli.WEBHOOK_DELIVERY)
                .setScope("jira")
                .setOutcome(Outcome.GOOD)
                .setSource(slipstream.schemas.avro.Source.HOST)
                .setOccurredAt(PipelineDriver.at("10:00").minus(java.time.Duration.ofDays(32)))
                .setReceivedAt(PipelineDriver.at("10:00"))
                .build();
        return new slipstream.schemas.SlipstreamAvroSerializer<slipstream.schemas.avro.Event>(pipeline.schemaIds)
                .serialize("slipstream.events", event);
    }

    @Test
    void reads_an_event_that_was_written_with_another_version_of_the_schema() throws Exception {
        try (PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT)) {
            Schema other = SchemaBuilder.record("Event")
                    .namespace("slipstream.schemas.avro")
                    .fields()
                    .requiredString("appKey")
                    .requiredString("id")
                    .name("sli")
                    .type(Sli.getClassSchema())
                    .noDefault()
                    .requiredString("scope")
                    .name("outcome")
                    .type(Outcome.getClassSchema())
                    .noDefault()
                    .name("source")
                    .type(slipstream.schemas.avro.Source.getClassSchema())
                    .noDefault()
                    .requiredLong("occurredAt")
                    .requiredLong("receivedAt")
                    .endRecord();
            int id = pipeline.schemaIds.idOf("slipstream.events-value", other);
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            bytes.write(new byte[] {0, 0, 0, 0, (byte) id});
            var written = new org.apache.avro.generic.GenericRecordBuilder(other)
                    .set("appKey", "com.example.app")
                    .set("id", "other")
                    .set(
                            "sli",
                            new org.apache.avro.generic.GenericData.EnumSymbol(
                                    Sli.getClassSchema(), "WEBHOOK_DELIVERY"))
                    .set("scope", "jira")
                    .set("outcome", new org.apache.avro.generic.GenericData.EnumSymbol(Outcome.getClassSchema(), "BAD"))
                    .set(
                            "source",
                            new org.apache.avro.generic.GenericData.EnumSymbol(
                                    slipstream.schemas.avro.Source.getClassSchema(), "HOST"))
                    .set("occurredAt", PipelineDriver.at("10:00").toEpochMilli())
                    .set("receivedAt", PipelineDriver.at("10:00").toEpochMilli())
                    .build();
            var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(bytes, null);
            new org.apache.avro.generic.GenericDatumWriter<>(other).write(written, encoder);
            pipeline.record("com.example.app", bytes.toByteArray(), "10:00").ticksUntil("10:00:05", "10:01:10");

            assertThat(pipeline.verdicts())
                    .extracting(record -> record.value().getBad())
                    .containsExactly(0L, 1L);
        }
    }
}
