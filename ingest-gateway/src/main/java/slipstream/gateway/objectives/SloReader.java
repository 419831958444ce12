package slipstream.gateway.objectives;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import slipstream.gateway.objectives.Condition.BurnRate;
import slipstream.gateway.objectives.Condition.LatencyAbove;
import slipstream.gateway.objectives.Condition.NoDataFor;
import slipstream.gateway.objectives.Condition.Pair;
import slipstream.gateway.objectives.Condition.RateBelow;

/** Reads one SLO document: what it promises. */
final class SloReader {
    private static final Pattern APP_KEY = Pattern.compile("\\*|(?!\\.\\.?$)[A-Za-z0-9._-]{1,100}");
    private static final List<String> CONDITIONS = List.of(RateBelow.ID, BurnRate.ID, NoDataFor.ID, LatencyAbove.ID);

    private static final int MAX_LATENCY_WINDOW = 24 * 60;

    private final Entry entry;
    private final Extensions extensions;

    SloReader(Entry entry) {
        this.entry = entry;
        this.extensions = Extensions.of(entry.metadata().flatMap(metadata -> metadata.block("annotations")));
    }

    /** The app it is for, if that can be read. */
    Optional<String> appKey(Block spec) {
        Optional<Word> service = spec.text("service");
        Optional<Word> app = extensions.word(Extensions.APP).or(() -> service);
        if (app.isEmpty()) {
            spec.fault("service", "is missing: write the app key, or * for all apps");
        }
        return app.flatMap(word -> APP_KEY.matcher(word.text()).matches()
                ? Optional.of(word.text())
                : word.fault(
                        "is " + word.quoted() + ": write an app key such as com.example.app, or \"*\" for all apps"));
    }

    /** What it promises; only meaningful when no error was noted. */
    Optional<Promise> promise(Block spec, String appKey, Referable<Indicator> indicators, AlertReader alerts) {
        spec.tolerate("description", "service");
        Optional<Indicator> indicator = indicator(spec, indicators);
        Optional<Integer> window = window(spec);
        budgeting(spec);
        List<Pair> pairs = alerts.pairs(spec);
        Optional<String> kind = kind(spec, indicator);
        OptionalLong target = kind.isPresent() ? new TargetReader(spec, kind.get()).target() : OptionalLong.empty();
        spec.tolerate("objectives");
        spec.refuseUnknown();
        if (indicator.isEmpty() || window.isEmpty() || kind.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        Optional<Condition> condition = condition(kind.get(), spec, pairs, target.getAsLong(), window.get());
        Gate gate = extensions.gate();
        boolean atEveryEvent = extensions.atEveryEvent();
        refuseWhatHasNoEffect(kind.get());
        Indicator of = indicator.get();
        return condition.map(known -> new Promise(
                appKey,
                entry.name().map(Word::text).orElse(""),
                of.sli(),
                of.scope(),
                of.product(),
                target.getAsLong(),
                window.get(),
                known,
                gate,
                extensions.closingMinutes(),
                atEveryEvent));
    }

    private static Optional<Indicator> indicator(Block spec, Referable<Indicator> indicators) {
        Optional<Word> reference = spec.text("indicatorRef");
        Optional<Block> inline = spec.block("indicator");
        if (reference.isPresent() == inline.isPresent()) {
            spec.fault(
                    "indicator",
                    reference.isPresent()
                            ? "stands beside indicatorRef: write one of them"
                            : "is missing: write indicator, or indicatorRef with the name of an SLI");
            return Optional.empty();
        }
        if (reference.isPresent()) {
            return indicators.of(reference.get());
        }
        Block block = inline.get();
        block.tolerate("apiVersion", "kind");
        block.block("metadata").ifPresent(Entry::nameIn);
        Optional<Block> indicatorSpec = block.requiredBlock("spec", "a spec with a ratioMetric");
        block.refuseUnknown();
        return indicatorSpec.flatMap(IndicatorReader::read);
    }

    private static Optional<Integer> window(Block spec) {
        Optional<Block> only = spec.onlyBlock("timeWindow", "one window, - {duration: 28d, isRolling: true}");
        if (only.isEmpty()) {
            return Optional.empty();
        }
        Block window = only.get();
        window.refuse(
                "calendar",
                "windows slide by the minute here, so that a promise is as strict on the 1st as on the 31st; write isRolling: true");
        boolean rolling = window.flag("isRolling").orElse(true);
        if (!rolling && !window.has("calendar")) {
            window.fault("isRolling", "is false: windows slide by the minute here; write true");
        }
        Optional<Integer> minutes =
                window.required("duration", "a duration such as duration: 28d").flatMap(Amounts::window);
        window.refuseUnknown();
        return minutes;
    }

    private static void budgeting(Block spec) {
        spec.required("budgetingMethod", "budgetingMethod: Occurrences")
                .filter(word -> !word.text().equals("Occurrences"))
                .ifPresent(word -> word.fault(
                        "is " + word.quoted() + ": events are counted, not slices of time; write Occurrences"));
    }

    /** Which condition is meant: the one that the annotation names, or the one that the document takes the form of. */
    private Optional<String> kind(Block spec, Optional<Indicator> indicator) {
        boolean ofLatency = indicator.map(Indicator::ofLatency).orElse(false);
        String implied = ofLatency ? LatencyAbove.ID : spec.has("alertPolicies") ? BurnRate.ID : RateBelow.ID;
        Optional<Word> named = extensions.word(Extensions.CONDITION);
        if (named.isEmpty()) {
            return Optional.of(implied);
        }
        Word word = named.get();
        if (!CONDITIONS.contains(word.text())) {
            return word.fault("is " + word.quoted() + ": write " + Sentences.oneOf(CONDITIONS));
        }
        if (indicator.isPresent() && ofLatency != word.text().equals(LatencyAbove.ID)) {
            return word.fault(
                    ofLatency
                            ? "does not go with a thresholdMetric: write LATENCY_ABOVE, or a ratioMetric"
                            : "needs the latency as its indicator: write a thresholdMetric");
        }
        return Optional.of(word.text());
    }

    private Optional<Condition> condition(String kind, Block spec, List<Pair> written, long targetPpm, int window) {
        if (!kind.equals(BurnRate.ID)) {
            if (kind.equals(LatencyAbove.ID) && window > MAX_LATENCY_WINDOW) {
                spec.fault(
                        "timeWindow",
                        "is longer than a day: latencies are summed up at every minute; write 24h or less");
            }
            spec.refuse(
                    "alertPolicies",
                    "has no effect on " + kind + ": leave it out, or write slipstream/condition: BURN_RATE");
            return Optional.of(otherCondition(kind, spec, targetPpm));
        }
        boolean named = spec.has("alertPolicies");
        List<Pair> pairs = named ? written : BurnRates.usual(window, targetPpm);
        if (!named && pairs.isEmpty()) {
            spec.fault(
                    "alertPolicies",
                    "is missing: the usual burn rates fit windows from a week and targets that they can reach; write your own");
        }
        for (Pair pair : pairs) {
            BurnRates.problem(pair, targetPpm, window)
                    .ifPresent(problem -> spec.fault("alertPolicies", "the burn rate " + pair.words() + " " + problem));
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(new BurnRate(pairs));
    }

    private static Condition otherCondition(String kind, Block spec, long targetPpm) {
        return switch (kind) {
            case NoDataFor.ID -> new NoDataFor();
            case LatencyAbove.ID ->
                new LatencyAbove(TargetReader.percentile(targetPpm), new TargetReader(spec, kind).millis());
            default -> new RateBelow();
        };
    }

    private void refuseWhatHasNoEffect(String kind) {
        if (kind.equals(NoDataFor.ID)) {
            extensions.refuse(
                    "no event at all is no question of how many",
                    Extensions.MINIMUM_TOTAL,
                    Extensions.MINIMUM_BAD,
                    Extensions.ALPHA,
                    Extensions.EVALUATION);
        } else if (kind.equals(LatencyAbove.ID)) {
            extensions.refuse(
                    "a latency is of good events", Extensions.MINIMUM_BAD, Extensions.ALPHA, Extensions.EVALUATION);
        }
    }
}
