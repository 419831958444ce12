package slipstream.processor.slo;

import java.util.Arrays;

/**
 * Time that was not measured.
 *
 * @param from first epoch minute
 * @param to epoch minute at which it ends, exclusive
 * @param reason why nobody measured
 */
public record Gap(long from, long to, Reason reason) {
    /** Why nobody measured. */
    public enum Reason {
        /** Nothing at all arrived, not even a tick. */
        NO_TICKS(1, "no-ticks"),
        /** A gateway answered observations that they could not be taken. */
        GATEWAY_REFUSING(2, "gateway-refusing"),
        /** The prober could not work; concerns what it measures alone. */
        PROBER_OFFLINE(3, "prober-offline");

        /** How it stands in the written state. */
        final int code;

        private final String id;

        Reason(int code, String id) {
            this.code = code;
            this.id = id;
        }

        static Reason ofCode(int code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code == code)
                    .findFirst()
                    .orElseThrow();
        }

        /** Its name for programs. */
        public String id() {
            return id;
        }
    }

    /** Whether it concerns a series: what the prober measures, or another. */
    boolean concerns(boolean byProber) {
        return byProber || reason != Reason.PROBER_OFFLINE;
    }
}
