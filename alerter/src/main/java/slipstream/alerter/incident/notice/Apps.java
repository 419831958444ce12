package slipstream.alerter.incident.notice;

import java.util.Optional;

/** The apps that are known. */
@FunctionalInterface
public interface Apps {
    /** The app of a key. */
    Optional<App> find(String appKey);

    /** The app of a key, under its key alone when it is not known. */
    default App named(String appKey) {
        return find(appKey).orElseGet(() -> App.unknown(appKey));
    }
}
