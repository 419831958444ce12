package slipstream.processor.topology;

import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import slipstream.kit.streams.PromptCommits;
import slipstream.schemas.Topics;

/** From events to verdicts. One step, because a partition has one clock, and everything that it decides is one transaction. */
public final class SliTopology {
    static final String VERDICTS = "write-verdicts";
    static final String BESIDE = "write-verdicts-beside";
    static final String REJECTED = "write-rejected";

    private static final String READ = "read-events";
    private static final String COUNT = "count-and-judge";

    private SliTopology() {}

    /** Of the only application that reads the events. */
    public static Topology build(Counting counting, Storage storage, Durability durability) {
        return build(counting, storage, durability, Voice.live(""));
    }

    /** Read from top to bottom: one line is one step. */
    public static Topology build(Counting counting, Storage storage, Durability durability, Voice voice) {
        Topology topology = new Topology()
                .addSource(READ, new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topics.EVENTS.name())
                .addProcessor(COUNT, step(counting, storage, durability, voice), READ)
                .addSink(VERDICTS, Topics.VERDICTS.name(), new ByteArraySerializer(), new ByteArraySerializer(), COUNT)
                .addSink(REJECTED, Topics.REJECTED.name(), new ByteArraySerializer(), new ByteArraySerializer(), COUNT);
        return voice.beside().isEmpty()
                ? topology
                : topology.addSink(BESIDE, voice.beside(), new ByteArraySerializer(), new ByteArraySerializer(), COUNT);
    }

    private static ProcessorSupplier<byte[], byte[], byte[], byte[]> step(
            Counting counting, Storage storage, Durability durability, Voice voice) {
        PromptCommits commits = new PromptCommits();
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], byte[], byte[]> get() {
                return new CountAndJudge(counting, voice, commits);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return storage.builders(durability, counting.duplicateHorizon());
            }
        };
    }
}
