package slipstream.gateway.objectives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import slipstream.gateway.objectives.Condition.BurnRate;
import slipstream.gateway.objectives.Condition.LatencyAbove;
import slipstream.gateway.objectives.Condition.Pair;

/**
 * An objective as people write it: of the valid events of a series in every window, at least the target must be good.
 *
 * @param appKey the app it is for, or {@link #EVERY_APP}
 * @param id names it within its app
 * @param sli id of the indicator
 * @param scope the whole scope of the series that are meant; absent means every one
 * @param product the product that is meant; absent means every one
 * @param targetPpm required share of good events, in parts per million; not asked for by {@link Condition.NoDataFor}
 * @param windowMinutes how far back it looks, in minutes
 * @param condition when it is breached
 * @param gate what it takes besides
 * @param closingMinutes consecutive minutes without breach before it is over
 * @param atEveryEvent whether it is judged at every bad event, and not only at every minute
 */
public record Promise(
        String appKey,
        String id,
        String sli,
        Optional<String> scope,
        Optional<String> product,
        long targetPpm,
        int windowMinutes,
        Condition condition,
        Gate gate,
        int closingMinutes,
        boolean atEveryEvent) {
    /** The app key that stands for all apps. */
    public static final String EVERY_APP = "*";

    /** Everything it says, in words, by the name of the field; what is not said is left out. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sli", sli);
        scope.ifPresent(text -> fields.put("scope", text));
        product.ifPresent(text -> fields.put("product", text));
        fields.put("condition", condition.id());
        fields.put("target", Amounts.millionths(targetPpm));
        fields.put("window", Amounts.minutes(windowMinutes));
        if (condition instanceof BurnRate burnRate) {
            fields.put("burnRates", burnRate.pairs().stream().map(Pair::words).collect(Collectors.joining("; ")));
        }
        if (condition instanceof LatencyAbove latency) {
            fields.put("latency", "p" + latency.percentile() + " " + latency.millis() + " ms");
        }
        if (gate.minimumTotal() > 0) {
            fields.put("minimumTotal", Long.toString(gate.minimumTotal()));
        }
        if (gate.minimumBad() > 0) {
            fields.put("minimumBad", Long.toString(gate.minimumBad()));
        }
        gate.alphaPpm().ifPresent(alpha -> fields.put("alpha", Amounts.millionths(alpha)));
        if (closingMinutes > 1) {
            fields.put("closingMinutes", Integer.toString(closingMinutes));
        }
        if (atEveryEvent) {
            fields.put("evaluation", "EVENT");
        }
        return fields;
    }
}
