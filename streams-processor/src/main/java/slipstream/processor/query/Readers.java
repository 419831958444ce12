package slipstream.processor.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import slipstream.processor.slo.Partition;

/** Who can answer for a partition right now. Every method throws {@link NotReadable} when even that is not known. */
public interface Readers {
    /** How many partitions there are. */
    int partitions();

    /** The partition that an app's events go to. */
    int partitionOf(String appKey);

    /** A partition that this instance counts into. */
    Optional<Partition> here(int partition);

    /**
     * What {@code question} makes of a partition that this instance counts into, for a thread that must not wait; empty when it would
     * have to.
     */
    <T> Optional<T> atOnce(int partition, Function<Partition, Optional<T>> question);

    /**
     * What {@code question} makes of the copy that this instance keeps of another's partition, opened for some apps.
     *
     * @return empty when there is no copy here, or none of one moment: then a later attempt may find one
     */
    <T> Optional<T> copy(int partition, Set<String> apps, Function<Partition, T> question);

    /** Other instances that have the partition, as far as this one was told. */
    Elsewhere elsewhere(int partition);

    /**
     * Where else a partition is.
     *
     * @param owner base address of the instance that counts into it, when that is another
     * @param standbys base addresses of those that keep a copy
     */
    record Elsewhere(Optional<String> owner, List<String> standbys) {
        public Elsewhere {
            standbys = List.copyOf(standbys);
        }
    }

    /** Nobody can answer for now: the application is starting, restoring or changing hands. */
    final class NotReadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** With the state that it is in, in words. */
        public NotReadable(String state) {
            super(state);
        }
    }
}
