package slipstream.processor.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Counted;
import slipstream.processor.slo.Effect;
import slipstream.processor.slo.Reading;
import slipstream.processor.slo.Verdict;
import slipstream.processor.slo.Window;

/** The answers, as they stand in JSON. */
final class Bodies {
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
        static OfSeries of(Reading reading) {
            return new OfSeries(
                    reading.sli(),
                    reading.scope(),
                    reading.windows().stream()
                            .map(each -> OfWindow.of(each.window(), each.counted()))
                            .toList(),
                    reading.verdicts().stream().map(OfVerdict::of).toList());
        }
    }

    record OfWindow(String window, Instant from, Instant to, long good, long bad, long excluded, String source) {
        static OfWindow of(Window window, Counted counted) {
            return new OfWindow(
                    text(window),
                    atMinute(counted.from()),
                    atMinute(counted.to()),
                    counted.counts().good(),
                    counted.counts().bad(),
                    counted.excluded(),
                    counted.basis().name());
        }
    }

    record OfVerdict(String objective, String verdict, long targetPpm, Instant since) {
        static OfVerdict of(Verdict verdict) {
            return new OfVerdict(
                    verdict.objective().id(),
                    verdict.kind().name(),
                    verdict.objective().targetPpm(),
                    atMinute(verdict.since()));
        }
    }

    /** What an exclusion would do. */
    record Preview(String appKey, Instant asOf, Instant measuredThrough, boolean partial, List<OfEffect> series) {}

    record OfEffect(String sli, String scope, List<OfWindow> now, List<OfWindow> wouldBe, List<OfChange> verdicts) {
        static OfEffect of(Effect effect) {
            OfSeries now = OfSeries.of(effect.now());
            List<OfWindow> wouldBe = effect.windows().stream()
                    .map(each -> OfWindow.of(each.window(), each.counted()))
                    .toList();
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
            String verdict,
            long targetPpm,
            Instant since,
            Instant minute,
            OfWindow decidedBy) {
        static Judged of(Verdict verdict) {
            return new Judged(
                    verdict.sli(),
                    verdict.scope(),
                    verdict.objective().id(),
                    verdict.kind().name(),
                    verdict.objective().targetPpm(),
                    atMinute(verdict.since()),
                    atMinute(verdict.minute()),
                    OfWindow.of(verdict.judgement().length(), verdict.window()));
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
            List<Cell> cells) {}

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
