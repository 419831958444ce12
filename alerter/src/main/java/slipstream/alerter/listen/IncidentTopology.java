package slipstream.alerter.listen;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import slipstream.alerter.incident.Watch;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Apps;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Verdict;

/** From verdicts to announcements of incidents. Read {@link #build} from top to bottom: one line is one step. */
public final class IncidentTopology {
    private final Deserializer<Verdict> verdicts;
    private final Serializer<Announcement> breaches;
    private final Apps apps;
    private final MeterRegistry metrics;

    public IncidentTopology(
            Deserializer<Verdict> verdicts, Serializer<Announcement> breaches, Apps apps, MeterRegistry metrics) {
        this.verdicts = verdicts;
        this.breaches = breaches;
        this.apps = apps;
        this.metrics = metrics;
    }

    /** The topology; the configuration is needed while it is built, so that unnamed parts are refused. */
    public Topology build(StreamsConfig config) {
        StreamsBuilder streams = new StreamsBuilder(new TopologyConfig(config));
        streams.stream(
                        Topics.VERDICTS.name(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("read-verdicts"))
                .process(
                        new WatchVerdicts(new VerdictReader(verdicts), apps, incidents(), metrics),
                        Named.as("watch-verdicts"))
                .to(
                        Topics.BREACHES.name(),
                        Produced.<String, Announcement>as("announce-changes")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.serdeFrom(breaches, new WrittenOnly())));
        return streams.build();
    }

    /** In memory: one small value per series and objective, restored from its changelog. */
    private static StoreBuilder<KeyValueStore<String, Watch>> incidents() {
        return Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(WatchVerdicts.STORE), Serdes.String(), new WatchSerde());
    }

    /** The half of a serde that a sink never uses. */
    private static final class WrittenOnly implements Deserializer<Announcement> {
        @Override
        public Announcement deserialize(String topic, byte[] value) {
            throw new UnsupportedOperationException(topic + " is only written here");
        }
    }
}
