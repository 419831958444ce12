package slipstream.gateway.admission;

/** Who observed. */
public enum Source {
    PROBER,
    HOST,
    APP
}
