package slipstream.processor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.HttpServer;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicTable;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;
import slipstream.kit.run.Metrics;
import slipstream.processor.StreamsReaders.Running;
import slipstream.processor.query.AppQueries;
import slipstream.processor.query.RegisteredApps;
import slipstream.processor.topology.Counting;
import slipstream.processor.topology.DecisionTopics;
import slipstream.processor.topology.OccurrencesByMinute;
import slipstream.processor.topology.OpenPartitions;
import slipstream.processor.topology.SliTopology;
import slipstream.processor.topology.Storage;
import slipstream.processor.topology.Tally;
import slipstream.schemas.RegistryClient;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AppRegistration;

/** The service that counts, judges and answers. Everything is wired here, by hand. */
public final class StreamsProcessor implements AutoCloseable {
    private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);
    private static final Duration LOAD_DEADLINE = Duration.ofSeconds(60);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    private static final List<String> NEEDED = List.of(
                    Topics.TOKENS,
                    Topics.APPS,
                    Topics.OBJECTIVES,
                    Topics.EXCLUSIONS,
                    Topics.EVENTS,
                    Topics.REJECTED,
                    Topics.VERDICTS)
            .stream()
            .map(Topic::name)
            .toList();

    private final ProcessorSettings settings;
    private final InstantSource clock;
    private final Closing closing = new Closing();
    private final Health health = new Health();
    private final Membership membership = new Membership();
    private final PrometheusMeterRegistry metrics = Metrics.registry();
    private volatile @Nullable Running running;
    private int port;

    private StreamsProcessor(ProcessorSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts a processor; it answers when {@link #ready}. */
    public static StreamsProcessor launch(ProcessorSettings settings, InstantSource clock) {
        StreamsProcessor processor = new StreamsProcessor(settings, clock);
        try {
            processor.closing.add(processor.metrics::close);
            TopicCreation.awaitPresent(settings.kafka(), NEEDED, TOPICS_DEADLINE);
            settings.serde().awaitRegistry(TOPICS_DEADLINE);
            processor.answer();
            processor.count();
            return processor;
        } catch (RuntimeException e) {
            processor.close();
            throw e;
        }
    }

    /** Opens the REST API; until the counting runs, it says so. */
    private void answer() {
        Deserializer<AppRegistration> registrations = settings.serde().deserializer(Topics.APPS);
        TopicTable<AppRegistration> apps =
                closing.add(TopicTable.follow(settings.kafka(), Topics.APPS.name(), registrations));
        TokenView tokens = closing.add(new TokenView(settings, clock));
        apps.awaitLoaded(LOAD_DEADLINE);
        tokens.awaitLoaded(LOAD_DEADLINE);
        health.add("apps", apps::problem);
        health.add("tokens", tokens::problem);
        health.add("streams", membership::problem);
        AppQueries queries =
                new AppQueries(new StreamsReaders(() -> running), registered(apps), OccurrencesByMinute::new);
        HttpServer http = closing.add(HttpServer.start(settings.http(), queries.routes(tokens), health, metrics));
        port = http.port();
    }

    private static RegisteredApps registered(TopicTable<AppRegistration> apps) {
        return new RegisteredApps() {
            @Override
            public boolean has(String appKey) {
                return apps.get(appKey) != null;
            }

            @Override
            public Set<String> keys() {
                return apps.snapshot().keySet();
            }
        };
    }

    /** Starts counting. */
    private void count() {
        HostInfo self = settings.advertised().isEmpty()
                ? new HostInfo(settings.http().host(), port)
                : HostInfo.buildFromEndpoint(settings.advertised());
        Counting counting = new Counting(
                settings.programme(),
                settings.grace(),
                settings.duplicateHorizon(),
                new RegistryClient(settings.serde().registryUrl()),
                settings.serde().serializer(Topics.VERDICTS),
                settings.serde().serializer(Topics.REJECTED),
                DecisionTopics.of(settings.kafka()),
                new Tally(),
                new OpenPartitions());
        int partitions = TopicCreation.ensureBeside(
                settings.kafka(),
                Topics.EVENTS.name(),
                Storage.changelogs(settings.applicationId(), settings.duplicateHorizon()),
                TOPICS_DEADLINE);
        if (settings.groupProtocol() == GroupProtocol.STREAMS) {
            BrokerGroup.describe(settings);
        }
        KafkaStreams streams = new KafkaStreams(
                SliTopology.build(counting, Storage.ON_DISK, settings.durability()),
                StreamsConfiguration.of(settings, self));
        closing.add(() -> close(streams));
        streams.setStateListener(membership);
        streams.setUncaughtExceptionHandler(new ThreadReplacement(clock));
        measure(counting.tally(), streams);
        running = new Running(streams, self, counting, partitions);
        streams.start();
    }

    /** Leaves the group, so that nobody waits for this member's session to end. */
    private static void close(KafkaStreams streams) {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
    }

    private void measure(Tally tally, KafkaStreams streams) {
        // A meter holds what it is about weakly: the tally lives as long as the topology, a supplier of its own would
        // not.
        tally.forEach(
                (outcome, count) -> FunctionCounter.builder("slipstream.processor.records", tally, held -> count.get()
                                .doubleValue())
                        .description("Records read from the events topic, by what became of them")
                        .tag("outcome", outcome)
                        .register(metrics));
        FunctionCounter.builder("slipstream.processor.verdicts", tally, Tally::verdicts)
                .description("Verdicts written")
                .register(metrics);
        Gauge.builder(
                        "slipstream.processor.running",
                        streams,
                        each -> each.state() == KafkaStreams.State.RUNNING ? 1 : 0)
                .description("1 while every partition is held and processed")
                .register(metrics);
    }

    /** The port of the REST API. */
    public int port() {
        return port;
    }

    /** Whether it can be asked. */
    public boolean ready() {
        return health.ready();
    }

    /** Stops counting and answering. */
    @Override
    public void close() {
        closing.close();
    }
}
