package slipstream.processor.topology;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import slipstream.processor.slo.Partition;

/**
 * The partitions that another instance counts into, as far as this one has read their changelogs: held by a standby task, or by
 * one that is being restored. A copy is opened for each question, by the classes that count, so that every number of it is
 * computed as its owner computes it; it is as old as the last commit that was read.
 */
public final class Copies {
    private final KafkaStreams streams;
    private final Counting counting;

    public Copies(KafkaStreams streams, Counting counting) {
        this.streams = streams;
        this.counting = counting;
    }

    /**
     * What {@code question} makes of the copy of a partition.
     *
     * @param apps the apps that it is opened for
     * @return empty when there is no copy here, or none of one moment: then a later attempt may find one
     */
    public <T> Optional<T> ask(int partition, Set<String> apps, Function<Partition, T> question) {
        try {
            ReadOnlyKeyValueStore<Bytes, byte[]> pages = store(Storage.PAGES, partition);
            CopiedState copy = new CopiedState(store(Storage.HEADS, partition), pages, apps);
            if (!copy.isOfOneMoment()) {
                return Optional.empty();
            }
            T answer = question.apply(counting.open(copy));
            return copy.isOfOneMoment() ? Optional.of(answer) : Optional.empty();
        } catch (InvalidStateStoreException movedOrClosed) {
            return Optional.empty();
        }
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        return streams.store(
                StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                        .withPartition(partition)
                        .enableStaleStores());
    }
}
