package slipstream.processor.slo;

import java.util.Optional;

/** By what failures are told apart. */
public enum Dimension {
    CAUSE("cause", 0),
    SITE("site", 1),
    VERSION("version", 2),
    MODULE_TYPE("moduleType", 3),
    REGION("region", 4);

    private final String id;

    /** Stands for it on disk; less than 8. */
    final int code;

    Dimension(String id, int code) {
        this.id = id;
        this.code = code;
    }

    /** The word for it in answers. */
    public String id() {
        return id;
    }

    Optional<String> of(Failure failure) {
        return switch (this) {
            case CAUSE -> Optional.of(failure.cause());
            case SITE -> failure.site();
            case VERSION -> failure.version();
            case MODULE_TYPE -> failure.moduleType();
            case REGION -> failure.region();
        };
    }

    static Dimension ofCode(int code) {
        for (Dimension each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalStateException("the state speaks of dimension " + code);
    }
}
