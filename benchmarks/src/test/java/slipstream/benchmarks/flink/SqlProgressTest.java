package slipstream.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Events that went through windows in SQL")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SqlProgressTest {
    private static final String WATERMARK = "currentOutputWatermark";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long START = 100 * HOUR_MILLIS;

    private final MetricReporter reporter = new WindowMetrics().createMetricReporter(new Properties());
    private final List<AtomicLong> watermarks = new ArrayList<>();
    private final List<Gauge<Long>> gauges = new ArrayList<>();

    @BeforeEach
    void three_windows_and_what_comes_before_them() {
        SqlProgress.OF_JOB.reset();
        for (int i = 0; i < SqlWindows.COUNT; i++) {
            AtomicLong watermark = new AtomicLong(Long.MIN_VALUE);
            Gauge<Long> gauge = watermark::get;
            watermarks.add(watermark);
            gauges.add(gauge);
            reporter.notifyOfAddedMetric(gauge, WATERMARK, named("GlobalWindowAggregate[" + i + "]"));
        }
        Gauge<Long> before = () -> 0L;
        reporter.notifyOfAddedMetric(before, WATERMARK, named("LocalWindowAggregate[1]"));
    }

    private static MetricGroup named(String operator) {
        return new UnregisteredMetricsGroup() {
            @Override
            public Map<String, String> getAllVariables() {
                return Map.of("<operator_name>", operator);
            }
        };
    }

    @AfterEach
    void forget() {
        gauges.forEach(each -> reporter.notifyOfRemovedMetric(each, WATERMARK, named("")));
        SqlProgress.OF_JOB.reset();
    }

    @Test
    void are_none_while_they_are_only_read() {
        read(5);
        assertThat(SqlProgress.OF_JOB.read()).isEqualTo(5);
        assertThat(SqlProgress.OF_JOB.through()).isZero();
    }

    @Test
    void are_those_whose_watermark_the_slowest_windows_have_handed_on() {
        read(5);
        watermarks.forEach(each -> each.set(watermarkOf(4)));
        watermarks.get(1).set(watermarkOf(2));
        assertThat(SqlProgress.OF_JOB.through()).isEqualTo(2);
    }

    @Test
    void are_all_when_the_watermark_of_the_newest_is_through() {
        read(5);
        SqlProgress.OF_JOB.read(START);
        watermarks.forEach(each -> each.set(watermarkOf(4)));
        assertThat(SqlProgress.OF_JOB.through()).isEqualTo(6);
    }

    private static void read(int events) {
        for (int i = 0; i < events; i++) {
            SqlProgress.OF_JOB.read(occurredAt(i));
        }
    }

    private static long occurredAt(int event) {
        return START + event * 60_000L;
    }

    private static long watermarkOf(int event) {
        return occurredAt(event) - HOUR_MILLIS - 1;
    }
}
