package slipstream.gateway.objectives;

import java.util.Optional;

/**
 * An objective as it was last decided, and not taken back.
 *
 * @param appKey the app it is for, or {@link Promise#EVERY_APP}
 * @param id names it within its app
 * @param promise what is promised; absent when it cannot be judged
 * @param document the document it came from
 */
public record Current(String appKey, String id, Optional<Promise> promise, String document) {
    String key() {
        return appKey + "/" + id;
    }
}
