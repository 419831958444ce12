package slipstream.processor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
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
import slipstream.processor.topology.OccurrencesByMinute;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AppRegistration;

/** The service that counts, judges and answers. Everything is wired here, by hand. */
public final class StreamsProcessor implements AutoCloseable {
    private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);
    private static final Duration LOAD_DEADLINE = Duration.ofSeconds(60);
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
    private final PrometheusMeterRegistry metrics = Metrics.registry();
    private volatile @Nullable Succession succession;
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
        health.add("streams", this::streamsProblem);
        AppQueries queries =
                new AppQueries(new StreamsReaders(this::running), registered(apps), OccurrencesByMinute::new, clock);
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
        Succession begun = closing.add(Succession.begin(settings, self, clock));
        measure(begun);
        succession = begun;
    }

    /** Whatever is in force answers. */
    private @Nullable Running running() {
        Succession found = succession;
        return found == null ? null : found.running();
    }

    private void measure(Succession begun) {
        // A meter holds what it is about weakly: the succession lives as long as this, a supplier of its own would not.
        begun.serving().counting().tally().forEach((outcome, any) -> FunctionCounter.builder(
                        "slipstream.processor.records", begun, held -> held.counted(outcome))
                .description("Records read from the events topic, by what became of them")
                .tag("outcome", outcome)
                .register(metrics));
        FunctionCounter.builder(
                        "slipstream.processor.verdicts",
                        begun,
                        held -> held.serving().counting().tally().verdicts())
                .description("Verdicts written")
                .register(metrics);
        Gauge.builder(
                        "slipstream.processor.running",
                        begun,
                        held -> held.serving().isRunning() ? 1 : 0)
                .description("1 while every partition is held and processed")
                .register(metrics);
    }

    private Optional<String> streamsProblem() {
        Succession found = succession;
        return found == null ? Optional.of("not started") : found.serving().problem();
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
