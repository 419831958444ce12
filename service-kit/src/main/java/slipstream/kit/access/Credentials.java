package slipstream.kit.access;

import java.util.Optional;

/** The credentials that are worth something right now. */
public interface Credentials {
    /** The credential of a token; empty when the token is unknown or worthless. */
    Optional<Credential> ofToken(String token);
}
