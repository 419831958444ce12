package slipstream.alerter.listen;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.schemas.Topics;

/** The running topology: verdicts in, announcements out, both together with the store in one transaction. */
public final class Listening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);
    private static final Duration START_DEADLINE = Duration.ofSeconds(60);
    private static final Map<String, String> CHANGELOG = Map.of("cleanup.policy", "compact");
    private static final int COMMIT_INTERVAL_MILLIS = 100;
    /** How long records are waited for although a commit is due. */
    private static final int POLL_MILLIS = 10;
    /** How soon a transaction is tried again that found the one before it not written to its end: a tenth of a second if nothing is said. */
    private static final int RETRY_MILLIS = 5;

    private final KafkaStreams streams;

    private Listening(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts to listen. */
    public static Listening start(KafkaSettings kafka, ListenSettings settings, IncidentTopology topology) {
        TopicCreation.ensureBeside(
                kafka,
                Topics.VERDICTS.name(),
                Map.of(settings.applicationId() + "-" + WatchVerdicts.STORE + "-changelog", CHANGELOG),
                START_DEADLINE);
        StreamsConfig config = config(kafka, settings);
        KafkaStreams streams = new KafkaStreams(topology.build(config), config);
        streams.setUncaughtExceptionHandler(fault -> {
            LOG.error("listening failed and begins again", fault);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return new Listening(streams);
    }

    static StreamsConfig config(KafkaSettings kafka, ListenSettings settings) {
        Map<String, Object> config = kafka.clientConfig(settings.applicationId());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        config.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put("processing.exception.handler.global.enabled", true);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        int sessionMillis = Math.toIntExact(settings.sessionTimeout().toMillis());
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionMillis);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), sessionMillis / 4);
        return new StreamsConfig(config);
    }

    /** What keeps verdicts from being read right now, if anything. */
    public Optional<String> problem() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING ? Optional.empty() : Optional.of("listening is " + state);
    }

    /** Leaves the group, so that another instance, or this one after a restart, takes over at once. */
    @Override
    public void close() {
        CloseOptions leaving = CloseOptions.timeout(CLOSE_DEADLINE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn("listening did not end within {}", CLOSE_DEADLINE);
        }
    }
}
