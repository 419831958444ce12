package slipstream.processor.slo;

import java.util.OptionalLong;

/**
 * What one minute says of an objective, before anything that was said earlier is taken into account.
 *
 * @param kind what it says
 * @param length the window that decided it
 * @param window what that window holds
 * @param burnRateThousandths of a burn rate: how fast the budget burns over that window, in thousandths of evenly
 * @param factorThousandths of a burn rate: what it is held against
 * @param observedMillis of a latency: the percentile over that window, in milliseconds
 */
public record Judgement(
        VerdictKind kind,
        Window length,
        Counted window,
        OptionalLong burnRateThousandths,
        OptionalLong factorThousandths,
        OptionalLong observedMillis) {
    static Judgement of(VerdictKind kind, Window length, Counted window) {
        return new Judgement(kind, length, window, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    static Judgement ofBurn(VerdictKind kind, Window length, Counted window, long burnRate, long factor) {
        return new Judgement(
                kind, length, window, OptionalLong.of(burnRate), OptionalLong.of(factor), OptionalLong.empty());
    }

    static Judgement ofLatency(VerdictKind kind, Window length, Counted window, long millis) {
        return new Judgement(kind, length, window, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(millis));
    }
}
