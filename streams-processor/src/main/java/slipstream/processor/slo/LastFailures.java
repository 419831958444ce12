package slipstream.processor.slo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest bad events of one lane, by event time; on the heap only their times, and those that are not written yet. */
final class LastFailures {
    private static final long EMPTY = Long.MIN_VALUE;

    private final int series;
    private final int lane;
    private final Pages pages;
    private final long[] times = new long[Evidence.LAST];
    private final TreeMap<Integer, Failure> unwritten = new TreeMap<>();

    LastFailures(int series, int lane, Pages pages, boolean stored) {
        this.series = series;
        this.lane = lane;
        this.pages = pages;
        Arrays.fill(times, EMPTY);
        for (int slot = 0; stored && slot < times.length; slot++) {
            Failure kept = read(slot);
            times[slot] = kept == null ? EMPTY : kept.occurredAt();
        }
    }

    /** Takes the place of the oldest, unless it is older itself. */
    void add(Failure failure) {
        int oldest = 0;
        for (int slot = 1; slot < times.length; slot++) {
            if (times[slot] < times[oldest]) {
                oldest = slot;
            }
        }
        if (failure.occurredAt() > times[oldest]) {
            times[oldest] = failure.occurredAt();
            unwritten.put(oldest, failure);
        }
    }

    /** Those of [from, to), epoch milliseconds, newest first. */
    List<Failure> between(long from, long to) {
        return IntStream.range(0, times.length)
                .filter(slot -> times[slot] >= from && times[slot] < to)
                .boxed()
                .flatMap(slot -> Stream.ofNullable(unwritten.containsKey(slot) ? unwritten.get(slot) : read(slot)))
                .sorted(Comparator.comparingLong(Failure::occurredAt).reversed().thenComparing(Failure::id))
                .toList();
    }

    void write(ByteWriter out) {
        unwritten.forEach((slot, failure) -> {
            out.reset()
                    .varLong(failure.occurredAt())
                    .text(failure.id())
                    .text(failure.cause())
                    .text(failure.site().orElse(""))
                    .text(failure.version().orElse(""))
                    .text(failure.moduleType().orElse(""))
                    .text(failure.region().orElse(""))
                    .text(failure.traceId().orElse(""));
            pages.write(Pages.Kind.FAILURES.key(series, lane, slot), out.toBytes());
        });
        unwritten.clear();
    }

    private @Nullable Failure read(int slot) {
        byte[] bytes = pages.read(Pages.Kind.FAILURES.key(series, lane, slot));
        if (bytes == null) {
            return null;
        }
        ByteReader in = new ByteReader(bytes);
        return new Failure(in.varLong(), in.text(), in.text(), some(in), some(in), some(in), some(in), some(in));
    }

    private static Optional<String> some(ByteReader in) {
        return Optional.of(in.text()).filter(text -> !text.isEmpty());
    }
}
