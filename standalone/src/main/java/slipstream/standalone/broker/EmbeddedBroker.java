package slipstream.standalone.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka node in this process, broker and controller in one; its data survives restarts and sudden death. */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);

    private final BrokerSettings settings;
    private final KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Formats the directory if it is new, and answers once clients can connect. */
    public static EmbeddedBroker start(BrokerSettings wanted) {
        BrokerSettings settings = wanted.withPortsPicked();
        refuseTakenPort(settings.host(), settings.port());
        refuseTakenPort(settings.host(), settings.controllerPort());
        KafkaConfig config = KafkaConfig.fromProps(NodeProperties.of(settings), false);
        format(settings.directory());
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        LOG.info("broker listens on {}:{}", settings.host(), settings.port());
        EmbeddedBroker broker = new EmbeddedBroker(settings, server);
        try {
            HangingTransactions.end(settings);
        } catch (RuntimeException unusable) {
            broker.close();
            throw unusable;
        }
        return broker;
    }

    // Asked beforehand, because a controller that cannot bind ends the whole process and says little.
    private static void refuseTakenPort(String host, int port) {
        if (!FreePorts.isFree(host, port)) {
            throw new IllegalStateException("port " + port + " on " + host + " is in use");
        }
    }

    private static void format(Path directory) {
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId(directory))
                    .setNodeId(NodeProperties.NODE_ID)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
                    .setUnstableFeatureVersionsEnabled(false)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot prepare the broker's directory " + directory, unwritable);
        } catch (Exception refused) {
            throw new IllegalStateException("cannot format the broker's directory " + directory, refused);
        }
    }

    private static String clusterId(Path directory) throws IOException {
        Path written = directory.resolve("meta.properties");
        if (!Files.exists(written)) {
            return Uuid.randomUuid().toString();
        }
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(written)) {
            known.load(reader);
        }
        return known.getProperty("cluster.id", "");
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return settings.host() + ":" + settings.port();
    }

    /** The settings in force, with the picked ports; starting again with them gives the same broker. */
    public BrokerSettings settings() {
        return settings;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        CountDownLatch down = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                    down.countDown();
                },
                "broker-close");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!down.await(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the broker did not stop within " + CLOSE_DEADLINE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
