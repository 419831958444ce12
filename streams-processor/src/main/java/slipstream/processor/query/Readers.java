package slipstream.processor.query;

import java.util.Optional;
import slipstream.processor.slo.Partition;

/** Who can answer for an app right now. */
public interface Readers {
    /**
     * The partition that an app's events go to, where it is held.
     *
     * @throws NotReadable when nobody can answer for now
     */
    Place of(String appKey);

    /**
     * Where an app's partition is.
     *
     * @param here the partition, when this instance holds it
     * @param elsewhere base address of the instance that holds it, when another does
     */
    record Place(Optional<Partition> here, Optional<String> elsewhere) {}

    /** Nobody can answer for now: the application is starting, restoring or changing hands. */
    final class NotReadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** With the state that it is in, in words. */
        public NotReadable(String state) {
            super(state);
        }
    }
}
