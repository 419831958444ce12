package slipstream.gateway.admission;

import java.util.Locale;
import java.util.Optional;

/** Which service level indicator an observation is about. */
public enum Indicator {
    AVAILABILITY,
    IFRAME_LOAD,
    INSTALLATION_CALLBACK,
    WEBHOOK_DELIVERY,
    SYNTHETIC;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The indicator's id as it stands in requests, such as {@code iframe-load}. */
    public String id() {
        return id;
    }

    /** The indicator of an id; empty when there is none of that name. */
    public static Optional<Indicator> ofId(String id) {
        for (Indicator indicator : values()) {
            if (indicator.id.equals(id)) {
                return Optional.of(indicator);
            }
        }
        return Optional.empty();
    }
}
