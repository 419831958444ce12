package slipstream.processor.query;

import java.util.Set;

/** Apps that are registered once and for all. */
record Registered(Set<String> keys) implements RegisteredApps {
    @Override
    public boolean has(String appKey) {
        return keys.contains(appKey);
    }
}
