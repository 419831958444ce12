package slipstream.standalone.broker;

import java.util.Optional;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.TopicPartition;

/** What becomes of a transaction that stands open in a partition. */
enum Ending {
    /** Its producer may still end it, or its time-out will. */
    NOT_BEGUN,
    /** The coordinator is ending it, and has the partition on its list. */
    UNDER_WAY,
    /** The coordinator has committed it, and the partition has not heard. */
    COMMIT,
    /** The coordinator has aborted it or forgotten it, and the partition has not heard. */
    ABORT;

    /**
     * @param known what the coordinator says of the producer's newest transaction
     */
    static Ending of(TopicPartition in, ProducerState open, Optional<TransactionDescription> known) {
        if (known.isEmpty()) {
            return ABORT;
        }
        TransactionDescription newest = known.get();
        boolean listed = newest.topicPartitions().contains(in);
        return switch (newest.state()) {
            case ONGOING -> listed ? NOT_BEGUN : ABORT;
            case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> listed ? UNDER_WAY : ABORT;
            // The end of a transaction raises the producer's epoch by one; older clients leave it as it is.
            case COMPLETE_COMMIT -> newest.producerEpoch() - open.producerEpoch() <= 1 ? COMMIT : ABORT;
            case COMPLETE_ABORT, EMPTY, UNKNOWN -> ABORT;
        };
    }
}
