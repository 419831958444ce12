package slipstream.processor.slo;

/** Which events a rate was computed from. */
public enum Basis {
    /** Those that platform and hosts reported. */
    GENERIC,
    /** Those that the app itself reported; where a window holds any, they alone count. */
    CUSTOM
}
