package slipstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.benchmarks.flink.EventKey;
import slipstream.benchmarks.flink.Job;
import slipstream.benchmarks.flink.SqlWindows;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.Verdict;
import slipstream.processor.slo.VerdictKind;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Sli;

@DisplayName("Flink's jobs")
@SuppressWarnings("try") // Flink's iterators may be interrupted while they close
@DisplayNameGeneration(ReplaceUnderscores.class)
class FlinkJobsTest {
    private static final int EVENTS = 6_000;
    private static final int TWICE_EVERY = 7;
    private static final Workload WORKLOAD = new Workload("tiny", 3, 5, 0.05, Duration.ZERO);
    private static final long MINUTE_MILLIS = 60_000;

    @TempDir
    Path checkpoints;

    private final List<EventStream.Written> written = new ArrayList<>();

    @BeforeEach
    void write() {
        EventStream events = new EventStream(WORKLOAD, new InMemorySchemaIds());
        for (int i = 0; i < EVENTS; i++) {
            EventStream.Written event = events.next();
            written.add(event);
            if (i % TWICE_EVERY == 0) {
                written.add(event);
            }
        }
    }

    @Test
    void by_hand_breach_in_the_same_minutes_by_the_same_counts_as_ours() throws Exception {
        StreamExecutionEnvironment environment = Job.HEAP.environment(checkpoints);
        WatermarkStrategy<byte[]> byArrival =
                Job.HEAP.eventTime().withTimestampAssigner((event, none) -> fields(event).receivedAt);
        Set<String> breaches = new TreeSet<>();
        try (CloseableIterator<String> lines =
                Job.HEAP.breaches(events(environment, byArrival)).executeAndCollect()) {
            lines.forEachRemaining(breaches::add);
        }
        breaches.removeIf(line -> minuteOf(line) > judgedThrough());
        assertThat(breaches).isEqualTo(breachesOfOurs()).hasSizeGreaterThan(100);
    }

    private static long minuteOf(String line) {
        return Long.parseLong(line.split(" ", -1)[3]);
    }

    private long judgedThrough() {
        return (written.get(written.size() - 1).receivedAt() - 10_000) / MINUTE_MILLIS;
    }

    private Set<String> breachesOfOurs() {
        Set<String> breaches = new TreeSet<>();
        Core ours = new Core(Programme.four(), verdict -> {
            if (verdict.kind() == VerdictKind.BREACHED) {
                breaches.add(line(verdict));
            }
        });
        written.forEach(ours::count);
        return breaches;
    }

    private static String line(Verdict verdict) {
        int sli = List.of(Sli.values()).indexOf(Slis.ofId(verdict.sli()).orElseThrow());
        return "%s %d %s %d %d %d"
                .formatted(
                        verdict.appKey(),
                        sli,
                        verdict.scope(),
                        verdict.minute(),
                        verdict.window().counts().good(),
                        verdict.window().counts().bad());
    }

    @Test
    void in_sql_count_every_window_as_a_plain_loop_does() throws Exception {
        StreamExecutionEnvironment environment = Job.SQL.environment(checkpoints);
        SqlWindows windows =
                new SqlWindows(StreamTableEnvironment.create(environment), events(environment, Job.SQL.eventTime()));
        Map<String, String> counted = new HashMap<>();
        try (CloseableIterator<Row> rows = windows.quarters().execute().collect()) {
            rows.forEachRemaining(row -> counted.put(
                    EventKey.text(row.getFieldAs(0)) + " "
                            + row.<LocalDateTime>getFieldAs(2).toEpochSecond(ZoneOffset.UTC) / 60,
                    row.getField(3) + " " + row.getField(4)));
        }
        assertThat(counted).isEqualTo(plainly()).hasSizeGreaterThan(1_000);
    }

    private Map<String, String> plainly() {
        Map<String, int[]> sums = new HashMap<>();
        for (EventStream.Written event : written) {
            EventFields fields = fields(event.value());
            String series = EventKey.text(new EventKey().getKey(event.value()));
            long minute = Math.floorDiv(fields.occurredAt, MINUTE_MILLIS);
            for (long end = minute + 1; end <= minute + 15; end++) {
                sums.computeIfAbsent(series + " " + end, any -> new int[2])[fields.good ? 0 : 1]++;
            }
        }
        Map<String, String> counts = new HashMap<>();
        sums.forEach((window, sum) -> counts.put(window, sum[0] + " " + sum[1]));
        return counts;
    }

    private DataStream<byte[]> events(StreamExecutionEnvironment environment, WatermarkStrategy<byte[]> eventTime) {
        return environment
                .fromData(
                        written.stream().map(EventStream.Written::value).toList(),
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .assignTimestampsAndWatermarks(eventTime);
    }

    private static EventFields fields(byte[] event) {
        EventFields fields = new EventFields();
        fields.read(event);
        return fields;
    }
}
