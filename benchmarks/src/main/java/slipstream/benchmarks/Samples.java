package slipstream.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** One figure, measured several times. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(List<Double> more) {
        values.addAll(more);
    }

    double median() {
        return at(0.5);
    }

    /** The median and the 99th percentile. */
    String medianAndTail(DoubleFunction<String> format) {
        return "%s / %s (n=%d)".formatted(format.apply(median()), format.apply(at(0.99)), values.size());
    }

    private double at(double quantile) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
    }

    /** The median, and in brackets the middle half. */
    String text(DoubleFunction<String> format) {
        return "%s (%s … %s, n=%d)"
                .formatted(format.apply(median()), format.apply(at(0.25)), format.apply(at(0.75)), values.size());
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * value);
    }

    static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
