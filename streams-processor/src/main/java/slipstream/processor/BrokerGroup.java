package slipstream.processor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group as the broker keeps it when it is the broker that assigns partitions ({@link GroupProtocol#STREAMS}). */
final class BrokerGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerGroup.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final ProcessorSettings settings;
    private final ConfigResource group;
    private final Admin admin;

    private BrokerGroup(ProcessorSettings settings) {
        this.settings = settings;
        this.group = new ConfigResource(ConfigResource.Type.GROUP, settings.applicationId());
        this.admin = Admin.create(settings.kafka().clientConfig("group-" + settings.applicationId()));
    }

    /** Tells the broker what the group is to be like; every instance does, and they should all say the same. */
    static void describe(ProcessorSettings settings) {
        try (BrokerGroup described = new BrokerGroup(settings)) {
            described.set(Map.of("streams.num.standby.replicas", settings.standbys()));
            described.shortenSessions();
        } catch (ExecutionException | TimeoutException refused) {
            throw new KafkaException("the broker does not take the settings of the group", refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** A broker may insist on longer ones; then a takeover takes longer. */
    private void shortenSessions() throws InterruptedException, TimeoutException {
        try {
            set(Map.of(
                    "streams.session.timeout.ms",
                    StreamsConfiguration.SESSION_TIMEOUT_MILLIS,
                    "streams.heartbeat.interval.ms",
                    StreamsConfiguration.HEARTBEAT_MILLIS));
        } catch (ExecutionException tooShort) {
            LOG.warn(
                    "sessions of {} stay as long as the broker has them: {}",
                    settings.applicationId(),
                    tooShort.toString());
        }
    }

    private void set(Map<String, Integer> wanted) throws ExecutionException, InterruptedException, TimeoutException {
        List<AlterConfigOp> changes = wanted.entrySet().stream()
                .map(each -> new AlterConfigOp(
                        new ConfigEntry(each.getKey(), Integer.toString(each.getValue())), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(group, changes)).all().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(DEADLINE);
    }
}
