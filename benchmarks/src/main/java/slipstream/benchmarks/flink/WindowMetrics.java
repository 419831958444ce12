package slipstream.benchmarks.flink;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The watermarks that windows in SQL hand on, when they have ended all that they end: Flink's own metrics, found by its own means. */
public final class WindowMetrics implements MetricReporterFactory {
    private static final String WATERMARK = "currentOutputWatermark";
    private static final String OPERATOR = "<operator_name>";

    /** Windows are counted in two steps; the second one ends them. */
    private static final String WINDOWS = "GlobalWindowAggregate";

    private static final Map<Metric, Gauge<?>> GAUGES = new ConcurrentHashMap<>();

    /** The watermark that every one of so many windows has handed on. */
    static long slowest(int windows) {
        if (GAUGES.size() != windows) {
            return Long.MIN_VALUE;
        }
        return GAUGES.values().stream()
                .mapToLong(each -> ((Number) each.getValue()).longValue())
                .min()
                .orElse(Long.MIN_VALUE);
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new Reporter();
    }

    private static final class Reporter implements MetricReporter {
        @Override
        public void open(MetricConfig config) {}

        @Override
        public void close() {}

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            if (metric instanceof Gauge<?> gauge && name.equals(WATERMARK) && isOfWindows(group)) {
                GAUGES.put(metric, gauge);
            }
        }

        private static boolean isOfWindows(MetricGroup group) {
            return group.getAllVariables().getOrDefault(OPERATOR, "").startsWith(WINDOWS);
        }

        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
            GAUGES.remove(metric);
        }
    }
}
