package slipstream.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.processor.topology.PipelineDriver.APP;
import static slipstream.processor.topology.PipelineDriver.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.schemas.TickHeaders;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Rejected;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.VerdictKind;

@DisplayName("A decision in the log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DecisionTopologyTest {
    private PipelineDriver pipeline = new PipelineDriver(Durability.AT_COMMIT);
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void excludes_the_past_from_its_place_in_the_log_on_and_undo_restores_every_number() {
        Exclusion exclusion = exclusion(at("12:00"), at("12:05")).build();
        pipeline.ticksUntil("12:00", "12:02").deliveries("12:02", 2, 3).ticksUntil("12:02:05", "12:06:00");
        assertThat(kinds()).endsWith("BREACHED", "BREACHED");

        pipeline.decide(exclusion, at("12:06:02"));
        assertThat(pipeline.window(0, at("12:06"))).containsExactly(0L, 0L, 5L);
        assertThat(kinds()).containsExactly("NO_DATA");

        pipeline.decide(revision(exclusion, 2, true), at("12:06:30"));
        assertThat(pipeline.window(0, at("12:06"))).containsExactly(2L, 3L, 0L);
        assertThat(kinds()).containsExactly("BREACHED");
        assertThat(pipeline.rejected()).isEmpty();
    }

    @Test
    void is_about_the_series_that_it_selects() {
        pipeline.ticksUntil("12:00", "12:02").deliveries("12:02", 2, 3);

        pipeline.decide(
                exclusion(at("12:00"), at("12:05")).setSli(Sli.SYNTHETIC).build(), at("12:03"));
        pipeline.decide(
                exclusion(at("12:00"), at("12:05")).setProduct("confluence").build(), at("12:03"));
        pipeline.decide(
                exclusion(at("12:00"), at("12:05"))
                        .setScope("https://a.example")
                        .build(),
                at("12:03"));
        pipeline.decide(
                exclusion(at("12:00"), at("12:05"))
                        .setAppKey("com.example.other")
                        .build(),
                at("12:03"));
        assertThat(pipeline.window(0, at("12:04"))).containsExactly(2L, 3L, 0L);

        pipeline.decide(
                exclusion(at("12:00"), at("12:05"))
                        .setAppKey("*")
                        .setProduct("jira")
                        .build(),
                at("12:03"));
        assertThat(pipeline.window(0, at("12:04"))).containsExactly(0L, 0L, 5L);
    }

    @Test
    void that_cannot_be_read_is_rejected_and_stops_nothing() {
        pipeline.tick(at("12:00"), TickHeaders.EXCLUSION, new byte[] {0, 0, 0, 0, 99, 1});
        pipeline.tick(at("12:00"), TickHeaders.OBJECTIVE, new byte[] {7});
        pipeline.decide(
                exclusion(at("12:00"), at("12:05"))
                        .setRecurrence("FREQ=NEVER")
                        .setTimeZone("UTC")
                        .build(),
                at("12:00"));
        pipeline.tick(at("12:00"), "of-somebody-else", new byte[] {7});
        pipeline.deliveries("12:02", 2, 3);

        assertThat(pipeline.rejected())
                .hasSize(3)
                .extracting(Rejected::getReason)
                .containsOnly("unreadable-decision");
        assertThat(pipeline.window(0, at("12:03"))).containsExactly(2L, 3L, 0L);
    }

    @Test
    void made_before_the_log_begins_is_in_force_from_its_first_record_on() {
        pipeline.close();
        pipeline = PipelineDriver.after((partition, moment) -> {
            asked.add(partition + " at " + Instant.ofEpochMilli(moment));
            return List.of(new RecordHeader(
                    TickHeaders.EXCLUSION,
                    pipeline.recordOf(exclusion(at("12:00"), at("12:05")).build())));
        });

        pipeline.deliveries("12:02", 2, 3).ticksUntil("12:02:05", "12:03:00");

        assertThat(pipeline.window(0, at("12:03"))).containsExactly(0L, 0L, 5L);
        assertThat(asked).containsExactly("0 at 2026-03-02T12:02:00Z");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // Zone, day, the excluded hour in UTC: 02:00 on an ordinary day, in spring (there is none), in autumn (there
        // are two).
        "Europe/Berlin, ordinary, 2026-03-28T01:00:00Z",
        "Europe/Berlin, spring, 2026-03-29T01:00:00Z",
        "Europe/Berlin, after, 2026-03-30T00:00:00Z",
        "Europe/Berlin, autumn, 2026-10-25T00:00:00Z",
        "America/New_York, ordinary, 2026-03-07T07:00:00Z",
        "America/New_York, spring, 2026-03-08T07:00:00Z",
        "America/New_York, autumn, 2026-11-01T07:00:00Z"
    })
    void that_recurs_at_two_is_right_on_the_days_the_clocks_change(String zone, String day, Instant hour) {
        Instant first = Instant.parse(zone.equals("Europe/Berlin") ? "2026-01-10T01:00:00Z" : "2026-01-10T07:00:00Z");
        Exclusion nightly = exclusion(first, first.plus(Duration.ofHours(1)))
                .setRecurrence("FREQ=DAILY")
                .setTimeZone(zone)
                .build();
        Instant begin = hour.minus(Duration.ofHours(3));
        pipeline.decide(nightly, begin);
        // One failure every five minutes of seven hours: twelve an hour.
        for (int n = 0; n < 7 * 12; n++) {
            Instant time = begin.plus(Duration.ofMinutes(5L * n));
            pipeline.delivery("f" + n, time, time, Outcome.BAD);
        }
        Instant end = begin.plus(Duration.ofHours(7));
        pipeline.tick(end);

        assertThat(pipeline.window(1, end)).containsExactly(0L, 6 * 12L, 12L);
        assertThat(pipeline.window(1, hour)).containsExactly(0L, 3 * 12L, 0L);
        assertThat(pipeline.window(1, hour.plus(Duration.ofHours(1)))).containsExactly(0L, 3 * 12L, 12L);
    }

    private List<String> kinds() {
        return pipeline.verdicts().stream()
                .map(record -> record.value().getVerdict())
                .map(VerdictKind::name)
                .toList();
    }

    private static Exclusion.Builder exclusion(Instant from, Instant to) {
        return Exclusion.newBuilder()
                .setId("night")
                .setAppKey(APP)
                .setKind(ExclusionKind.PLATFORM_FAULT)
                .setFrom(from)
                .setTo(to)
                .setReason("the queue was down")
                .setAuthor("Ada")
                .setUpdatedAt(from);
    }

    private static Exclusion revision(Exclusion exclusion, int number, boolean removed) {
        return Exclusion.newBuilder(exclusion)
                .setRevision(number)
                .setRemoved(removed)
                .build();
    }
}
