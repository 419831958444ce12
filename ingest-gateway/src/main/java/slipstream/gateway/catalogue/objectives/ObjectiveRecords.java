package slipstream.gateway.catalogue.objectives;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import slipstream.gateway.objectives.Condition;
import slipstream.gateway.objectives.Condition.Pair;
import slipstream.gateway.objectives.Current;
import slipstream.gateway.objectives.Gate;
import slipstream.gateway.objectives.Promise;
import slipstream.gateway.objectives.Wanted;
import slipstream.gateway.objectives.Wanted.Broken;
import slipstream.gateway.objectives.Wanted.Sound;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.BurnRate;
import slipstream.schemas.avro.Objective;
import slipstream.schemas.avro.Sli;

/** Objectives in the words of the contract, and back. */
final class ObjectiveRecords {
    private static final int MINUTE_SECONDS = 60;

    private ObjectiveRecords() {}

    /** A revision that says what a document wants. */
    static Objective revision(Wanted wanted, int revision, String author, Instant now) {
        Objective.Builder builder = wanted instanceof Sound sound ? sound(sound.promise()) : broken((Broken) wanted);
        return builder.setId(wanted.id())
                .setAppKey(wanted.appKey())
                .setDocument(wanted.document())
                .setUpdatedAt(Instant.ofEpochMilli(now.toEpochMilli()))
                .setAuthor(author)
                .setRevision(revision)
                .build();
    }

    private static Objective.Builder sound(Promise promise) {
        Objective.Builder builder = Objective.newBuilder()
                .setSli(Slis.ofId(promise.sli()).orElse(Sli.UNKNOWN))
                .setScope(promise.scope().orElse(null))
                .setProduct(promise.product().orElse(null))
                .setTargetPpm(promise.targetPpm())
                .setWindowSeconds((long) promise.windowMinutes() * MINUTE_SECONDS)
                .setCondition(promise.condition().id())
                .setMinimumTotal(promise.gate().minimumTotal())
                .setMinimumBad(promise.gate().minimumBad())
                .setClosingMinutes(promise.closingMinutes())
                .setEvaluation(promise.atEveryEvent() ? "EVENT" : "MINUTE");
        promise.gate().alphaPpm().ifPresent(builder::setAlphaPpm);
        if (promise.condition() instanceof Condition.BurnRate burnRate) {
            builder.setBurnRates(burnRate.pairs().stream()
                    .map(pair -> new BurnRate(
                            (long) pair.longMinutes() * MINUTE_SECONDS,
                            (long) pair.shortMinutes() * MINUTE_SECONDS,
                            pair.factorThousandths()))
                    .toList());
        }
        if (promise.condition() instanceof Condition.LatencyAbove latency) {
            builder.setPercentile(latency.percentile()).setLatencyMillis(latency.millis());
        }
        return builder;
    }

    private static Objective.Builder broken(Broken broken) {
        return Objective.newBuilder()
                .setSli(Sli.UNKNOWN)
                .setTargetPpm(0)
                .setWindowSeconds(0)
                .setCondition("")
                .setBroken(broken.reason());
    }

    /** A revision as it stands. */
    static Current current(Objective revision) {
        String document = revision.getDocument();
        return new Current(revision.getAppKey(), revision.getId(), promise(revision), document == null ? "" : document);
    }

    /** What a revision promises; nothing when it is broken, or of a kind that this gateway does not know. */
    static Optional<Promise> promise(Objective revision) {
        if (revision.getBroken() != null) {
            return Optional.empty();
        }
        Long alpha = revision.getAlphaPpm();
        return condition(revision)
                .map(condition -> new Promise(
                        revision.getAppKey(),
                        revision.getId(),
                        Slis.id(revision.getSli()),
                        Optional.ofNullable(revision.getScope()),
                        Optional.ofNullable(revision.getProduct()),
                        revision.getTargetPpm(),
                        Math.toIntExact(revision.getWindowSeconds() / MINUTE_SECONDS),
                        condition,
                        new Gate(
                                revision.getMinimumTotal(),
                                revision.getMinimumBad(),
                                alpha == null ? OptionalLong.empty() : OptionalLong.of(alpha)),
                        revision.getClosingMinutes(),
                        revision.getEvaluation().equals("EVENT")));
    }

    private static Optional<Condition> condition(Objective revision) {
        Integer percentile = revision.getPercentile();
        Long millis = revision.getLatencyMillis();
        return switch (revision.getCondition()) {
            case Condition.RateBelow.ID -> Optional.of(new Condition.RateBelow());
            case Condition.NoDataFor.ID -> Optional.of(new Condition.NoDataFor());
            case Condition.BurnRate.ID -> Optional.of(new Condition.BurnRate(pairs(revision)));
            case Condition.LatencyAbove.ID ->
                percentile == null || millis == null
                        ? Optional.empty()
                        : Optional.of(new Condition.LatencyAbove(percentile, millis));
            default -> Optional.empty();
        };
    }

    private static List<Pair> pairs(Objective revision) {
        return revision.getBurnRates().stream()
                .map(pair -> new Pair(
                        Math.toIntExact(pair.getLongWindowSeconds() / MINUTE_SECONDS),
                        Math.toIntExact(pair.getShortWindowSeconds() / MINUTE_SECONDS),
                        pair.getFactorThousandths()))
                .toList();
    }
}
