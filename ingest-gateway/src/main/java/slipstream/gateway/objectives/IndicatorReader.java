package slipstream.gateway.objectives;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the specification of an SLI: which of the series that are counted here it means. */
final class IndicatorReader {
    static final String TYPE = "slipstream";

    private static final String AVAILABILITY = "availability";
    private static final String SYNTHETIC = "synthetic";
    private static final List<String> SLIS =
            List.of(AVAILABILITY, "iframe-load", "installation-callback", "webhook-delivery", SYNTHETIC);
    private static final List<String> PRODUCTS = List.of("jira", "confluence");
    private static final Pattern BASE_URL = Pattern.compile("https?://[^\\s\\p{Cntrl}?#]{1,2000}");
    private static final Pattern CHECK = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final String EXAMPLE = "metricSource: {type: slipstream, spec: {sli: availability}}";

    private IndicatorReader() {}

    /** Answers nothing when it noted an error. */
    static Optional<Indicator> read(Block spec) {
        spec.tolerate("description");
        Optional<Block> ratio = spec.block("ratioMetric");
        Optional<Block> latency = spec.block("thresholdMetric");
        spec.refuseUnknown();
        if (ratio.isPresent() == latency.isPresent()) {
            spec.fault(
                    "ratioMetric",
                    ratio.isPresent()
                            ? "stands beside thresholdMetric: write one of them"
                            : "is missing: write ratioMetric for a rate, or thresholdMetric for a latency");
            return Optional.empty();
        }
        return ratio.isPresent() ? ofRatio(ratio.get()) : ofLatency(latency.get());
    }

    private static Optional<Indicator> ofRatio(Block ratio) {
        ratio.tolerate("counter");
        for (String name : List.of("raw", "rawType")) {
            ratio.refuse(name, "a ratio that somebody else computed cannot be counted again: write good and total");
        }
        boolean goodAndBad = ratio.has("good") && ratio.has("bad");
        String part = ratio.has("bad") && !ratio.has("good") ? "bad" : "good";
        if (goodAndBad) {
            ratio.fault("bad", "stands beside good: write one of them, and total");
        }
        Optional<Map<String, Word>> counted =
                ratio.requiredBlock(part, part + " with " + EXAMPLE).flatMap(IndicatorReader::metricSource);
        Optional<Map<String, Word>> total = ratio.requiredBlock("total", "total with the same metricSource as " + part)
                .flatMap(IndicatorReader::metricSource);
        ratio.refuseUnknown();
        if (counted.isEmpty() || total.isEmpty() || goodAndBad) {
            return Optional.empty();
        }
        if (!plain(counted.get()).equals(plain(total.get()))) {
            ratio.fault("total", "is of other series than " + part + ": write the same metricSource for both");
            return Optional.empty();
        }
        return series(counted.get(), ratio, false);
    }

    private static Optional<Indicator> ofLatency(Block threshold) {
        Optional<Map<String, Word>> source = metricSource(threshold);
        return source.flatMap(spec -> series(spec, threshold, true));
    }

    /** The specification of a metric source of ours. */
    private static Optional<Map<String, Word>> metricSource(Block holder) {
        Optional<Block> source = holder.requiredBlock("metricSource", EXAMPLE);
        holder.refuseUnknown();
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Block block = source.get();
        block.tolerate("metricSourceRef");
        Optional<Word> type = block.required("type", "type: " + TYPE)
                .filter(word -> word.text().equals(TYPE)
                        || word.fault("is " + word.quoted() + ": only what is counted here can be judged; write "
                                        + TYPE)
                                .isPresent());
        Optional<Block> spec = block.requiredBlock("spec", "spec: {sli: availability}");
        block.refuseUnknown();
        spec.ifPresent(fields -> {
            fields.tolerate("sli", "product", "baseUrl", "check");
            fields.refuseUnknown();
        });
        return type.isPresent() ? spec.map(Block::texts) : Optional.empty();
    }

    private static Map<String, String> plain(Map<String, Word> words) {
        return words.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, word -> word.getValue()
                .text()));
    }

    private static Optional<Indicator> series(Map<String, Word> spec, Block at, boolean ofLatency) {
        Word sli = spec.get("sli");
        if (sli == null) {
            at.findings()
                    .error(
                            at.at(),
                            at.path(),
                            "names no sli: write spec: {sli: " + AVAILABILITY + "}, or "
                                    + Sentences.oneOf(SLIS.subList(1, SLIS.size())));
            return Optional.empty();
        }
        if (!SLIS.contains(sli.text())) {
            return sli.fault("is " + sli.quoted() + Sentences.suggestion(sli.text(), SLIS));
        }
        if (ofLatency && sli.text().equals(SYNTHETIC)) {
            return sli.fault("synthetic checks have no latency: write another indicator");
        }
        boolean ofUrl = sli.text().equals(AVAILABILITY);
        refuseUnless(ofUrl, spec.get("baseUrl"), "only availability is counted per base URL");
        refuseUnless(!ofUrl, spec.get("product"), "availability is counted per base URL, not per product");
        refuseUnless(sli.text().equals(SYNTHETIC), spec.get("check"), "only synthetic checks have a name");
        return scoped(spec, sli, ofLatency);
    }

    private static void refuseUnless(boolean fits, @Nullable Word word, String why) {
        if (word != null && !fits) {
            word.fault("has no meaning here: " + why + "; leave it out");
        }
    }

    private static Optional<Indicator> scoped(Map<String, Word> spec, Word sli, boolean ofLatency) {
        Word baseUrl = spec.get("baseUrl");
        Word product = spec.get("product");
        Word check = spec.get("check");
        if (product != null && !PRODUCTS.contains(product.text())) {
            return product.fault("is " + product.quoted() + ": write " + Sentences.oneOf(PRODUCTS));
        }
        if (baseUrl != null && !BASE_URL.matcher(baseUrl.text()).matches()) {
            return baseUrl.fault(
                    "is " + baseUrl.quoted() + ": write it as it is registered, such as https://app.example.com");
        }
        if (check != null && (product == null || !CHECK.matcher(check.text()).matches())) {
            return check.fault(
                    product == null
                            ? "needs the product beside it: write product: jira"
                            : "cannot be used as the name of a check");
        }
        Optional<String> named = Optional.ofNullable(product).map(Word::text);
        Optional<String> scope = Optional.empty();
        if (baseUrl != null) {
            scope = Optional.of(baseUrl.text().replaceAll("/+$", ""));
        } else if (check != null) {
            scope = named.map(text -> text + "/" + check.text());
        }
        return Optional.of(new Indicator(sli.text(), scope, check == null ? named : Optional.empty(), ofLatency));
    }
}
