package slipstream.schemas;

import java.util.Locale;
import java.util.Optional;
import slipstream.schemas.avro.Sli;

/** The ids of the indicators as they stand in URLs, JSON and topic keys: {@code webhook-delivery} and so on. */
public final class Slis {
    private Slis() {}

    /** The id of an indicator, such as {@code iframe-load}. */
    public static String id(Sli sli) {
        return sli.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The indicator of an id; empty when there is none of that name. */
    public static Optional<Sli> ofId(String id) {
        for (Sli sli : Sli.values()) {
            if (sli != Sli.UNKNOWN && id(sli).equals(id)) {
                return Optional.of(sli);
            }
        }
        return Optional.empty();
    }
}
