package slipstream.gateway.objectives;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import slipstream.gateway.objectives.Condition.LatencyAbove;

/** Reads the one item of an SLO's {@code objectives}: how much is promised. */
final class TargetReader {
    private static final long MILLION = 1_000_000;
    private static final long PER_CENT = MILLION / 100;
    private static final int SHARE_DIGITS = 6;
    private static final int PERCENT_DIGITS = 4;
    private static final long MAX_MILLIS = 3_600_000;

    private final Block spec;
    private final String kind;

    TargetReader(Block spec, String kind) {
        this.spec = spec;
        this.kind = kind;
    }

    /** The target in parts per million. */
    OptionalLong target() {
        Optional<Block> item = item();
        if (item.isEmpty()) {
            return OptionalLong.empty();
        }
        Block objective = item.get();
        objective.tolerate("displayName", "op", "value", "compositeWeight");
        for (String name : List.of("timeSliceTarget", "timeSliceWindow")) {
            objective.refuse(name, "events are counted, not slices of time: leave it out");
        }
        for (String name : List.of("indicator", "indicatorRef")) {
            objective.refuse(
                    name,
                    "belongs to a composite SLO: write one SLO per indicator, with the indicator beside objectives");
        }
        boolean sound = isOfRightForm(objective);
        OptionalLong target = share(objective);
        objective.refuseUnknown();
        return sound ? target : OptionalLong.empty();
    }

    private Optional<Block> item() {
        return spec.onlyBlock("objectives", "one target, - target: 0.999; more targets are more SLOs");
    }

    private boolean isOfRightForm(Block objective) {
        if (!kind.equals(LatencyAbove.ID)) {
            objective.refuse("op", "goes with a thresholdMetric only: leave it out");
            objective.refuse("value", "goes with a thresholdMetric only: leave it out");
            return true;
        }
        Optional<Word> op = objective.required("op", "op: lte");
        if (op.isPresent() && !op.get().text().equals("lte")) {
            op.get().fault("is " + op.get().quoted() + ": a latency is good up to its value; write lte");
        }
        Optional<Word> value = objective.required("value", "the latency in milliseconds, such as value: 800");
        return value.isPresent() && Amounts.whole(value.get(), 1, MAX_MILLIS).isPresent();
    }

    private OptionalLong share(Block objective) {
        boolean both = objective.has("target") && objective.has("targetPercent");
        if (both) {
            objective.fault("targetPercent", "stands beside target: write one of them");
            return OptionalLong.empty();
        }
        boolean percent = objective.has("targetPercent");
        Optional<Word> word = percent
                ? objective.text("targetPercent")
                : objective.required("target", "a share such as target: 0.999");
        if (word.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong ppm = percent
                ? Amounts.scaled(word.get(), PERCENT_DIGITS, "99.9")
                : Amounts.scaled(word.get(), SHARE_DIGITS, "0.999");
        if (ppm.isPresent() && (ppm.getAsLong() <= 0 || ppm.getAsLong() >= MILLION)) {
            return outOfRange(word.get(), percent);
        }
        if (ppm.isPresent() && kind.equals(LatencyAbove.ID) && ppm.getAsLong() % PER_CENT != 0) {
            word.get()
                    .fault("is " + word.get().quoted() + ": latencies have whole percentiles; write "
                            + (percent ? "95 for the 95th" : "0.95 for the 95th"));
            return OptionalLong.empty();
        }
        return ppm;
    }

    private static OptionalLong outOfRange(Word word, boolean percent) {
        word.fault("is " + word.quoted() + ": write "
                + (percent
                        ? "a percentage between 0 and 100, such as 99.9"
                        : "a share between 0 and 1, such as 0.999; per cent is targetPercent: 99.9"));
        return OptionalLong.empty();
    }

    /** The latency of an item that was read without error. */
    long millis() {
        return item().flatMap(item -> item.text("value"))
                .map(word -> Amounts.whole(word, 1, MAX_MILLIS).orElse(1))
                .orElse(1L);
    }

    static int percentile(long targetPpm) {
        return (int) (targetPpm / PER_CENT);
    }
}
