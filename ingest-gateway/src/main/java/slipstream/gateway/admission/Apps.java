package slipstream.gateway.admission;

import java.util.Optional;

/** The apps that are registered right now. */
public interface Apps {
    /** The registration of an app key; empty when there is none. */
    Optional<Registration> app(String appKey);
}
