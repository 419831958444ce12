package slipstream.processor;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.HostInfo;
import slipstream.processor.topology.BoundedRocksDb;
import slipstream.processor.topology.EventBatching;

/** How Kafka Streams is run: exactly once, nothing cached twice, nothing waiting longer than it must. */
public final class StreamsConfiguration {
    /** The least that a broker allows unless told otherwise: others take over when it is up. */
    static final int SESSION_TIMEOUT_MILLIS = 6_000;

    static final int HEARTBEAT_MILLIS = 1_000;
    /** More than a fetch brings: so the next fetch is under way while all of this one is counted. */
    private static final int MAX_POLL_RECORDS = 10_000;

    /** Batches of a partition that may wait to be counted before no more are fetched: 50 MiB when all of them are full. */
    private static final int BATCHES_WAITING = 200;

    /** Kafka Streams waits so long for records although a commit is due: a tenth of a second if it is not told otherwise. */
    private static final int POLL_MILLIS = 10;

    /**
     * Most that is sent to one partition together. Every batch takes 130 kB of garbage for its compression: small ones cost more for
     * that than for what is in them.
     */
    private static final int SENT_TOGETHER_BYTES = 64 * 1024;

    /**
     * A transaction that follows soon after another may find that one not written to its end yet, and is tried again: in a few
     * milliseconds and not, as clients do by themselves, in a tenth of a second. Waits grow if that does not help.
     */
    private static final int RETRY_MILLIS = 5;

    /** A transaction may take so much longer than the time between two commits: not less than a session may be silent. */
    private static final int TRANSACTION_MARGIN_MILLIS = 6_000;

    /** A copy that is so many records behind is restored in a second: its instance may take over. */
    private static final long WARM_WITHIN_RECORDS = 100_000;

    private static final int COPIES_WARMED_AT_ONCE = 4;
    private static final int LOOK_FOR_WARM_COPIES_MILLIS = 60_000;

    private StreamsConfiguration() {}

    /** The configuration of one instance, which others reach as {@code self}. */
    public static Properties of(ProcessorSettings settings, HostInfo self) {
        Properties config = new Properties();
        config.putAll(settings.kafka().clientConfig(settings.applicationId()));
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.host() + ":" + self.port());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        config.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // A task has one input partition: there is none to wait for, and looking for one costs a set per record.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.kafka().replicationFactor());
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        config.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BATCHES_WAITING);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                EventBatching.class.getName());
        // Nothing is seen before it is committed, and a commit sends what waits: waiting for more to send together
        // delays nothing.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), SENT_TOGETHER_BYTES);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        addTakeover(config, settings);
        return config;
    }

    /**
     * An instance that dies is missed when its session ends. What it had not committed must have been given up by then, because
     * nobody reads a changelog beyond an open transaction.
     */
    private static void addTakeover(Properties config, ProcessorSettings settings) {
        if (settings.groupProtocol() == GroupProtocol.STREAMS) {
            config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
        } else {
            addClassicGroup(config, settings);
        }
        config.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(settings.commitInterval().toMillis()) + TRANSACTION_MARGIN_MILLIS);
    }

    private static void addClassicGroup(Properties config, ProcessorSettings settings) {
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        config.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, WARM_WITHIN_RECORDS);
        config.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, COPIES_WARMED_AT_ONCE);
        config.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, LOOK_FOR_WARM_COPIES_MILLIS);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
    }
}
