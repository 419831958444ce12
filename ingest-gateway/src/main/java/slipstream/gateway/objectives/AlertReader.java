package slipstream.gateway.objectives;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import slipstream.gateway.objectives.Condition.Pair;

/** Reads alert policies and conditions: which burn rates are a breach. */
final class AlertReader {
    private static final int FACTOR_DIGITS = 3;
    private static final int MAX_PAIRS = 8;
    private static final int SHORT_PART = 12;
    private static final int CELL = 5;
    private static final String INSTEAD = "an SLO of its own with the annotation slipstream/condition: NO_DATA_FOR";

    private final Referable<Pair> conditions = new Referable<>(Entry.ALERT_CONDITION, this::conditionSpec);
    private final Referable<List<Pair>> policies = new Referable<>(Entry.ALERT_POLICY, this::policySpec);

    void addCondition(Entry entry) {
        conditions.add(entry);
    }

    /** After all conditions. */
    void addPolicy(Entry entry) {
        policies.add(entry);
    }

    /** The pairs of an SLO's policies; what is at fault is noted. */
    List<Pair> pairs(Block slo) {
        List<Pair> pairs = new ArrayList<>();
        for (Block policy : slo.blocks("alertPolicies")) {
            Optional<Word> reference = policy.text("alertPolicyRef");
            if (reference.isPresent()) {
                policy.refuseUnknown();
                reference.flatMap(policies::of).ifPresent(pairs::addAll);
            } else {
                inline(policy, Entry.ALERT_POLICY, "alertPolicyRef")
                        .flatMap(this::policySpec)
                        .ifPresent(pairs::addAll);
            }
        }
        if (pairs.size() > MAX_PAIRS) {
            slo.fault("alertPolicies", "holds " + pairs.size() + " burn rates: write at most " + MAX_PAIRS);
        }
        return pairs;
    }

    /** The specification of what stands where a reference could stand. */
    private static Optional<Block> inline(Block holder, String kind, String reference) {
        holder.tolerate("apiVersion");
        holder.text("kind")
                .filter(word -> !word.text().equals(kind))
                .ifPresent(word -> word.fault("is " + word.quoted() + ": write " + kind + " here, or " + reference));
        holder.block("metadata").ifPresent(Entry::nameIn);
        Optional<Block> spec = holder.requiredBlock("spec", "a spec, or " + reference);
        holder.refuseUnknown();
        return spec;
    }

    private Optional<List<Pair>> policySpec(Block spec) {
        spec.tolerate("description");
        spec.noEffect("notificationTargets", "has no effect: who is told is a setting of the alerter");
        spec.flag("alertWhenNoData")
                .filter(yes -> yes)
                .ifPresent(yes -> spec.fault("alertWhenNoData", "cannot be told from a breach here: write " + INSTEAD));
        spec.flag("alertWhenBreaching")
                .filter(yes -> !yes)
                .ifPresent(no -> spec.fault(
                        "alertWhenBreaching", "leaves nothing to alert on: write true, or leave the policy out"));
        spec.flag("alertWhenResolved")
                .filter(yes -> !yes)
                .ifPresent(no ->
                        spec.noEffect("alertWhenResolved", "has no effect: the end of an incident is always told"));
        Optional<Block> only = spec.onlyBlock("conditions", "exactly one condition; more burn rates are more policies");
        spec.refuseUnknown();
        return only.flatMap(this::condition).map(List::of);
    }

    private Optional<Pair> condition(Block item) {
        Optional<Word> reference = item.text("conditionRef");
        if (reference.isPresent()) {
            item.refuseUnknown();
            return reference.flatMap(conditions::of);
        }
        return inline(item, Entry.ALERT_CONDITION, "conditionRef").flatMap(this::conditionSpec);
    }

    private Optional<Pair> conditionSpec(Block spec) {
        spec.tolerate("description", "severity");
        Optional<Block> condition = spec.requiredBlock("condition", "a condition with kind: burnrate");
        spec.refuseUnknown();
        return condition.flatMap(AlertReader::burnRate);
    }

    private static Optional<Pair> burnRate(Block condition) {
        condition
                .text("kind")
                .filter(word -> !word.text().equals("burnrate"))
                .ifPresent(word -> word.fault("is " + word.quoted() + ": write burnrate"));
        condition
                .required("op", "op: gt")
                .filter(word -> !word.text().equals("gt"))
                .ifPresent(word ->
                        word.fault("is " + word.quoted() + ": a budget burns too fast above a factor; write gt"));
        Optional<Word> threshold = condition.required("threshold", "a factor such as threshold: 13.44");
        Optional<Integer> lookback = condition
                .required("lookbackWindow", "the long window such as lookbackWindow: 1h")
                .flatMap(Amounts::window);
        Optional<Word> after = condition.text("alertAfter");
        Optional<Integer> shortWindow = after.isPresent()
                ? after.flatMap(Amounts::window)
                : lookback.flatMap(minutes -> derived(minutes, condition));
        condition.refuseUnknown();
        OptionalLong factor = threshold
                .map(word -> Amounts.scaled(word, FACTOR_DIGITS, "13.44"))
                .orElse(OptionalLong.empty());
        if (factor.isEmpty() || lookback.isEmpty() || shortWindow.isEmpty()) {
            return Optional.empty();
        }
        if (factor.getAsLong() <= 0) {
            condition.fault("threshold", "must be above 0: write a factor such as 13.44");
            return Optional.empty();
        }
        if (shortWindow.get() >= lookback.get()) {
            condition.fault(
                    "alertAfter",
                    "is not shorter than lookbackWindow: write the short window, such as a twelfth of it");
            return Optional.empty();
        }
        return Optional.of(new Pair(lookback.get(), shortWindow.get(), factor.getAsLong()));
    }

    private static Optional<Integer> derived(int longMinutes, Block condition) {
        if (longMinutes % (SHORT_PART * CELL) == 0) {
            return Optional.of(longMinutes / SHORT_PART);
        }
        condition.fault(
                "alertAfter",
                "is missing, and a twelfth of lookbackWindow is no multiple of five minutes: write the short window, such as 5m");
        return Optional.empty();
    }
}
