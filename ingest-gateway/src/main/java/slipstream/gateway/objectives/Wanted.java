package slipstream.gateway.objectives;

/** What a document says about one objective. */
public sealed interface Wanted {
    /** The app it is for, or {@link Promise#EVERY_APP}. */
    String appKey();

    /** Names it within its app. */
    String id();

    /** Where its document begins. */
    Position at();

    /** Its document as it was written. */
    String document();

    /** {@code app/id}. */
    default String key() {
        return appKey() + "/" + id();
    }

    /**
     * It can be judged.
     *
     * @param promise what is promised
     */
    record Sound(Promise promise, Position at, String document) implements Wanted {
        @Override
        public String appKey() {
            return promise.appKey();
        }

        @Override
        public String id() {
            return promise.id();
        }
    }

    /**
     * It cannot be judged.
     *
     * @param reason every error of it in one text, each with its line
     */
    record Broken(String appKey, String id, String reason, Position at, String document) implements Wanted {}
}
