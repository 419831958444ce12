package slipstream.processor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import slipstream.processor.query.Readers;
import slipstream.processor.slo.Partition;
import slipstream.processor.topology.Copies;
import slipstream.processor.topology.Counting;
import slipstream.schemas.Topics;

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
     * @param counting what it does
     * @param partitions how many partitions there are
     */
    record Running(KafkaStreams streams, HostInfo self, Counting counting, int partitions) {
        boolean isOther(StreamsMetadata instance) {
            return !instance.hostInfo().equals(self);
        }
    }

    private Running running() {
        Running found = application.get();
        if (found == null) {
            throw new NotReadable("the processor is starting");
        }
        return found;
    }

    @Override
    public int partitions() {
        return running().partitions();
    }

    /** As Kafka's producers place a key. */
    @Override
    public int partitionOf(String appKey) {
        byte[] key = appKey.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions();
    }

    @Override
    public Optional<Partition> here(int partition) {
        return running().counting().partitions().find(partition);
    }

    @Override
    public <T> Optional<T> atOnce(int partition, Function<Partition, Optional<T>> question) {
        return running().counting().partitions().atOnce(partition, question);
    }

    @Override
    public <T> Optional<T> copy(int partition, Set<String> apps, Function<Partition, T> question) {
        Running found = running();
        try {
            return new Copies(found.streams(), found.counting()).ask(partition, apps, question);
        } catch (IllegalStateException notRunning) {
            throw new NotReadable("the processor is " + found.streams().state());
        }
    }

    @Override
    public Elsewhere elsewhere(int partition) {
        Running found = running();
        TopicPartition events = new TopicPartition(Topics.EVENTS.name(), partition);
        Optional<String> owner = Optional.empty();
        List<String> standbys = new ArrayList<>();
        try {
            for (StreamsMetadata instance : found.streams().metadataForAllStreamsClients()) {
                if (!found.isOther(instance)) {
                    continue;
                }
                if (instance.topicPartitions().contains(events)) {
                    owner = Optional.of(address(instance.hostInfo()));
                } else if (instance.standbyTopicPartitions().contains(events)) {
                    standbys.add(address(instance.hostInfo()));
                }
            }
        } catch (IllegalStateException notRunning) {
            throw new NotReadable("the processor is " + found.streams().state());
        }
        return new Elsewhere(owner, standbys);
    }

    private static String address(HostInfo host) {
        return "http://" + host.host() + ":" + host.port();
    }
}
