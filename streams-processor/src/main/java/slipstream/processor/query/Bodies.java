package slipstream.processor.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Counted;
import slipstream.processor.slo.Effect;
import slipstream.processor.slo.Gap;
import slipstream.processor.slo.Reading;
import slipstream.processor.slo.Verdict;
import slipstream.processor.slo.VerdictKind;
import slipstream.processor.slo.Window;

/** The answers, as they stand in JSON. */
final class Bodies {
    /** Why nothing can be said now: the counting is far behind the clock on the wall. */
    private static final String BEHIND = "processor-behind";

    private Bodies() {}

    record Slis(String appKey, Instant asOf, Instant measuredThrough, boolean partial, List<OfSeries> series) {}

    /** An app of a list. */
    record OfApp(String appKey, Instant asOf, Instant measuredThrough, List<OfSeries> series) {}

    /** A list of apps; {@code next} is where it goes on. */
    record Apps(
            Instant asOf,
            Instant measuredThrough,
            boolean partial,
            List<Integer> missingPartitions,
            List<Object> apps,
            @Nullable String next) {}

    record OfSeries(String sli, String scope, List<OfWindow> windows, List<OfVerdict> verdicts) {
        static OfSeries of(Reading reading, boolean behind) {
            return new OfSeries(
                    reading.sli(),
                    reading.scope(),
                    reading.windows().stream().map(each -> OfWindow.of(each)).toList(),
                    reading.verdicts().stream()
                            .map(verdict -> OfVerdict.of(verdict, behind))
                            .toList());
        }
    }

    record OfWindow(
            String window,
            Instant from,
            Instant to,
            long good,
            long bad,
            long excluded,
            String source,
            long minutes,
            long measuredMinutes) {
        static OfWindow of(Reading.InWindow in) {
            return of(in.window(), in.counted(), in.measured());
        }

        static OfWindow of(Window window, Counted counted, long measured) {
            return new OfWindow(
                    text(window),
                    atMinute(counted.from()),
                    atMinute(counted.to()),
                    counted.counts().good(),
                    counted.counts().bad(),
                    counted.excluded(),
                    counted.basis().name(),
                    counted.to() - counted.from(),
                    measured);
        }
    }

    /**
     * What is said of an objective.
     *
     * @param reason why it is unmeasured
     * @param lastVerdict what was said last, where the processor is too far behind to say anything now
     */
    record OfVerdict(
            String objective,
            String condition,
            String verdict,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastVerdict,

            long targetPpm,
            Instant since) {
        static OfVerdict of(Verdict verdict, boolean behind) {
            return new OfVerdict(
                    verdict.objective().id(),
                    verdict.objective().condition().id(),
                    shown(verdict, behind),
                    whyUnmeasured(verdict, behind),
                    behind ? verdict.kind().name() : null,
                    verdict.objective().targetPpm(),
                    atMinute(verdict.since()));
        }
    }

    private static String shown(Verdict verdict, boolean behind) {
        return (behind ? VerdictKind.UNMEASURED : verdict.kind()).name();
    }

    private static @Nullable String whyUnmeasured(Verdict verdict, boolean behind) {
        return behind ? BEHIND : verdict.unmeasured().map(Gap.Reason::id).orElse(null);
    }

    /** What an exclusion would do. */
    record Preview(String appKey, Instant asOf, Instant measuredThrough, boolean partial, List<OfEffect> series) {}

    record OfEffect(String sli, String scope, List<OfWindow> now, List<OfWindow> wouldBe, List<OfChange> verdicts) {
        static OfEffect of(Effect effect) {
            OfSeries now = OfSeries.of(effect.now(), false);
            List<OfWindow> wouldBe =
                    effect.windows().stream().map(each -> OfWindow.of(each)).toList();
            List<OfChange> changes = new java.util.ArrayList<>();
            for (int i = 0; i < now.verdicts().size(); i++) {
                OfVerdict verdict = now.verdicts().get(i);
                changes.add(new OfChange(
                        verdict.objective(),
                        verdict.verdict(),
                        effect.verdicts().get(i).name(),
                        verdict.targetPpm()));
            }
            return new OfEffect(now.sli(), now.scope(), now.windows(), wouldBe, changes);
        }
    }

    /** A verdict now and as it would be. */
    record OfChange(String objective, String verdict, String wouldBe, long targetPpm) {}

    record Verdicts(String appKey, Instant asOf, Instant measuredThrough, boolean partial, List<Judged> verdicts) {}

    record Judged(
            String sli,
            String scope,
            String objective,
            String condition,
            String verdict,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String lastVerdict,

            long targetPpm,
            Instant since,
            Instant minute,
            int revision,
            OfWindow decidedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long burnRateThousandths,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long factorThousandths,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long observedMillis) {
        static Judged of(Verdict verdict, boolean behind) {
            return new Judged(
                    verdict.sli(),
                    verdict.scope(),
                    verdict.objective().id(),
                    verdict.objective().condition().id(),
                    shown(verdict, behind),
                    whyUnmeasured(verdict, behind),
                    behind ? verdict.kind().name() : null,
                    verdict.objective().targetPpm(),
                    atMinute(verdict.since()),
                    atMinute(verdict.minute()),
                    verdict.revision(),
                    OfWindow.of(verdict.judgement().length(), verdict.window(), verdict.measured()),
                    orNull(verdict.judgement().burnRateThousandths()),
                    orNull(verdict.judgement().factorThousandths()),
                    orNull(verdict.judgement().observedMillis()));
        }
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    /** Time that was not measured. */
    record OfGap(Instant from, Instant to, String reason) {
        static OfGap of(Gap gap) {
            return new OfGap(
                    atMinute(gap.from()), atMinute(gap.to()), gap.reason().id());
        }
    }

    record History(
            String appKey,
            String sli,
            String scope,
            Instant asOf,
            Instant measuredThrough,
            boolean partial,
            String step,
            Instant from,
            Instant to,
            List<Cell> cells,
            List<OfGap> gaps) {}

    record Cell(Instant from, long good, long bad, long excluded, String source) {
        static Cell of(Counted counted) {
            return new Cell(
                    atMinute(counted.from()),
                    counted.counts().good(),
                    counted.counts().bad(),
                    counted.excluded(),
                    counted.basis().name());
        }
    }

    /** A window's length as people write it: PT15M, PT24H, P28D. */
    static String text(Window window) {
        Duration length = window.length();
        boolean days = length.toDays() > 1 && length.equals(Duration.ofDays(length.toDays()));
        return days ? "P" + length.toDays() + "D" : length.toString();
    }

    static Instant atMinute(long minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }
}
