package slipstream.processor.slo;

import java.util.Arrays;

/** What an objective can say of a series at a minute. */
public enum VerdictKind {
    /** The promise is kept. */
    MET(1),
    /** The promise is broken. */
    BREACHED(2),
    /** The window holds no valid event, so there is nothing to judge. */
    NO_DATA(3),
    /** We ourselves were not measuring. */
    UNMEASURED(4),
    /** The objective was taken back, or no longer selects the series: the last word of it. */
    WITHDRAWN(5);

    /** How the verdict stands in the written state; zero is none. */
    final int code;

    VerdictKind(int code) {
        this.code = code;
    }

    static VerdictKind ofCode(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElseThrow();
    }
}
