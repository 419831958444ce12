package slipstream.processor.slo;

import java.util.Arrays;

/** What an objective can say of a series at a minute. */
public enum VerdictKind {
    /** The rate is at the target or above. */
    MET(1),
    /** The rate is below the target. */
    BREACHED(2),
    /** The window holds no valid event, so there is no rate. */
    NO_DATA(3),
    /** We ourselves were not measuring. */
    UNMEASURED(4);

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
