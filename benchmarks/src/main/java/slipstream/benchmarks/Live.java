package slipstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import slipstream.schemas.avro.Sli;
import slipstream.standalone.GivenOptions;
import slipstream.standalone.Standalone;
import slipstream.standalone.StandaloneSettings;
import slipstream.standalone.client.SlipstreamClient;

/**
 * All of Slipstream in this process, every service as it is shipped, with apps that have a good past and nobody who probes them; gone
 * when closed.
 */
final class Live implements AutoCloseable {
    /** As many as a list of apps shows at most. */
    static final int APPS = 500;

    /** An objective for all apps that one bad delivery breaks at once. */
    static final String AT_ONCE = "at-once";

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final long POLL_NANOS = 20_000_000;
    private static final int EVENTS_OF_SERIES = 10;
    private static final List<String> PORTS = List.of(
            "broker.port",
            "broker.controller-port",
            "registry.port",
            "gateway.port",
            "processor.port",
            "alerter.port",
            "mail-catcher.smtp-port",
            "mail-catcher.http-port");
    private static final String OBJECTIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: %s
              annotations: {slipstream/evaluation: EVENT}
            spec:
              service: "*"
              indicator:
                spec:
                  ratioMetric:
                    good: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery}}}
                    total: *series
              timeWindow: [{duration: 15m, isRolling: true}]
              budgetingMethod: Occurrences
              objectives:
                - target: 0.999999
            """.formatted(AT_ONCE);

    private final Scratch directory = new Scratch();
    private final Standalone standalone;

    Live() throws IOException {
        Map<String, String> settings = new HashMap<>();
        PORTS.forEach(port -> settings.put(port, "0"));
        settings.put("prober.enabled", "false");
        GivenOptions given = GivenOptions.of(directory.path(), settings);
        standalone = Standalone.launch(StandaloneSettings.read(given), InstantSource.system());
        try {
            await("every service is ready", standalone::ready);
            register();
            report();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void register() {
        SlipstreamClient client = standalone.operator();
        IntStream.range(0, APPS).parallel().forEach(app -> client.putApp(EventStream.appKey(app), registration(app)));
        if (!client.objectives().apply(OBJECTIVE, false, null).get("asAsked").asBoolean()) {
            throw new IllegalStateException("the objective is not in force");
        }
    }

    private static Map<String, Object> registration(int app) {
        return Map.of(
                "name",
                "App " + app,
                "partnerName",
                "Example",
                "products",
                List.of("jira"),
                "baseUrls",
                List.of(Map.of("url", EventStream.scope(app, Sli.AVAILABILITY), "healthPath", "/")));
    }

    /** The good past: some events of every series, until the last one is counted. */
    private void report() throws IOException {
        try (Connection gateway = gateway();
                Connection processor = processor()) {
            for (int app = 0; app < APPS; app++) {
                int number = app;
                gateway.ask(
                        events(EventStream.SLIS.stream().flatMap(sli -> IntStream.range(0, EVENTS_OF_SERIES)
                                .mapToObj(i -> new Observed(number, sli, "past-%s-%d".formatted(sli, i), true)))),
                        202);
            }
            for (int app = 0; app < APPS; app++) {
                awaitFour(processor, app);
            }
        }
    }

    private void awaitFour(Connection processor, int app) throws IOException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        processor.ask(windows(app), 200);
        while (processor.body().split("\"sli\":", -1).length <= Workload.SERIES_PER_APP) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("still not counted: " + processor.body());
            }
            LockSupport.parkNanos(POLL_NANOS);
            processor.ask(windows(app), 200);
        }
    }

    private static void await(String what, BooleanSupplier met) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain until " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    Connection gateway() throws IOException {
        return new Connection(URI.create(standalone.endpoints().gateway()));
    }

    URI processorAddress() {
        return URI.create(standalone.endpoints().processor());
    }

    Connection processor() throws IOException {
        return new Connection(processorAddress());
    }

    String bootstrapServers() {
        return standalone.bootstrapServers();
    }

    String registry() {
        return standalone.endpoints().registry();
    }

    /** A request that reports observations. */
    byte[] events(Stream<Observed> observations) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        observations.forEach(each -> array.add(each.json()));
        return Connection.post("/v1/events", standalone.operatorToken(), array.toString());
    }

    /** A request for the windows of an app. */
    byte[] windows(int app) {
        return get("/v1/apps/" + EventStream.appKey(app) + "/slis");
    }

    byte[] get(String path) {
        return Connection.get(path, standalone.operatorToken());
    }

    @Override
    public void close() {
        standalone.close();
        directory.close();
    }
}
