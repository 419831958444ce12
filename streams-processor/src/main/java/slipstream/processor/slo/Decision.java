package slipstream.processor.slo;

import java.util.Optional;

/**
 * Something that people decided, as it stands in the log: in force from its place in the log on, until another decision of the
 * same name follows.
 */
public sealed interface Decision {
    /** The app key that stands for all apps. */
    String EVERY_APP = "*";

    /** The app it is about; {@link #EVERY_APP} for all. */
    String appKey();

    /** Names it within its app and kind. */
    String id();

    /** The record it was read from; kept in the state as it is. */
    byte[] record();

    /** Whether it holds from now on; otherwise what it names was taken back. */
    boolean holds();

    /**
     * What does not count.
     *
     * @param exclusion absent when it was taken back
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Excluded(String appKey, String id, Optional<Exclusion> exclusion, byte[] record) implements Decision {
        @Override
        public boolean holds() {
            return exclusion.isPresent();
        }
    }

    /**
     * What is promised.
     *
     * @param objective absent when it was taken back, or cannot be judged
     * @param broken why it cannot be judged; absent when it can, or was taken back
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Promised(String appKey, String id, Optional<Objective> objective, Optional<String> broken, byte[] record)
            implements Decision {
        /** One that can be judged, or was taken back. */
        public Promised(String appKey, String id, Optional<Objective> objective, byte[] record) {
            this(appKey, id, objective, Optional.empty(), record);
        }

        @Override
        public boolean holds() {
            return objective.isPresent() || broken.isPresent();
        }
    }

    /** Reads decisions back from the state. */
    interface Reader {
        /** An exclusion's record. */
        Excluded excluded(byte[] record);

        /** An objective's record. */
        Promised promised(byte[] record);

        /** For partitions about which nobody decides. */
        static Reader none() {
            return new Reader() {
                @Override
                public Excluded excluded(byte[] record) {
                    throw new IllegalStateException("the state holds an exclusion");
                }

                @Override
                public Promised promised(byte[] record) {
                    throw new IllegalStateException("the state holds an objective");
                }
            };
        }
    }
}
