package slipstream.processor.query;

import java.util.Set;

/** The apps that are registered; every instance knows all of them. */
public interface RegisteredApps {
    /** Whether an app is. */
    boolean has(String appKey);

    /** The keys of all, as of now. */
    Set<String> keys();
}
