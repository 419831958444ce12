package slipstream.processor;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import slipstream.processor.query.Readers;
import slipstream.processor.slo.Partition;
import slipstream.processor.topology.SliTopology;

/** The partitions of a running Kafka Streams application, by the group's own account of who holds what. */
final class StreamsReaders implements Readers {
    private final Supplier<@Nullable Running> application;

    /** Of an application that may not have been built yet. */
    StreamsReaders(Supplier<@Nullable Running> application) {
        this.application = application;
    }

    /**
     * A Kafka Streams application.
     *
     * @param streams the application
     * @param self how this instance is told to others
     */
    record Running(KafkaStreams streams, HostInfo self) {}

    @Override
    public Place of(String appKey) {
        Running found = application.get();
        if (found == null) {
            throw new NotReadable("the processor is starting");
        }
        KafkaStreams running = found.streams();
        try {
            KeyQueryMetadata owner =
                    running.queryMetadataForKey(SliTopology.ownedStore(), appKey, new StringSerializer());
            if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw new NotReadable("nobody holds the app's partition for now");
            }
            if (!owner.activeHost().equals(found.self())) {
                HostInfo other = owner.activeHost();
                return new Place(Optional.empty(), Optional.of("http://" + other.host() + ":" + other.port()));
            }
            Partition held = running.store(SliTopology.readable()).held().get(owner.partition());
            if (held == null) {
                throw new NotReadable("the app's partition is being restored");
            }
            return new Place(Optional.of(held), Optional.empty());
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw new NotReadable("the processor is " + running.state());
        }
    }
}
