package slipstream.standalone.broker;

import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The broker's own settings: one node that is everything, little memory, nothing forgotten before its time. */
final class NodeProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private NodeProperties() {}

    static Properties of(BrokerSettings settings) {
        Properties node = new Properties();
        addAddresses(node, settings);
        addOneOfEverything(node);
        addGroups(node);
        addStorage(node);
        addThreads(node);
        return node;
    }

    private static void addAddresses(Properties node, BrokerSettings settings) {
        String host = settings.host();
        put(node, "process.roles", "broker,controller");
        put(node, "node.id", NODE_ID);
        put(node, "log.dirs", settings.directory());
        put(
                node,
                "listeners",
                "PLAINTEXT://%s:%d,%s://%s:%d"
                        .formatted(host, settings.port(), CONTROLLER_LISTENER, host, settings.controllerPort()));
        put(node, "advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, settings.port()));
        put(node, "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        put(node, "controller.listener.names", CONTROLLER_LISTENER);
        put(node, "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, host, settings.controllerPort()));
    }

    private static void addOneOfEverything(Properties node) {
        put(node, "auto.create.topics.enable", false);
        put(node, "default.replication.factor", 1);
        put(node, "offsets.topic.replication.factor", 1);
        put(node, "offsets.topic.num.partitions", 3);
        put(node, "transaction.state.log.replication.factor", 1);
        put(node, "transaction.state.log.min.isr", 1);
        put(node, "transaction.state.log.num.partitions", 3);
        put(node, "share.coordinator.state.topic.replication.factor", 1);
        put(node, "share.coordinator.state.topic.min.isr", 1);
        put(node, "share.coordinator.state.topic.num.partitions", 1);
    }

    // A group forgets a member that died, and what it had not committed, after seconds, and its offsets only after a
    // year
    // of standing still.
    private static void addGroups(Properties node) {
        put(node, "group.initial.rebalance.delay.ms", 0);
        put(node, "group.min.session.timeout.ms", 3_000);
        put(node, "group.consumer.min.session.timeout.ms", 6_000);
        put(node, "group.consumer.session.timeout.ms", 10_000);
        put(node, "group.consumer.min.heartbeat.interval.ms", 500);
        put(node, "group.consumer.heartbeat.interval.ms", 1_000);
        put(node, "group.streams.initial.rebalance.delay.ms", 0);
        put(node, "group.streams.min.session.timeout.ms", 6_000);
        put(node, "group.streams.session.timeout.ms", 10_000);
        put(node, "group.streams.min.heartbeat.interval.ms", 200);
        put(node, "group.streams.heartbeat.interval.ms", 500);
        put(node, "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
        // So often a transaction looks whether the one before it, of the same producer, is written to its end.
        put(node, "add.partitions.to.txn.retry.backoff.ms", 5);
        put(node, "offsets.retention.minutes", TimeUnit.DAYS.toMinutes(365));
    }

    // Only closed segments are compacted and deleted: small ones keep changelogs, and what is read at start, small.
    private static void addStorage(Properties node) {
        put(node, "log.segment.bytes", 16 * MIB);
        put(node, "log.roll.ms", TimeUnit.HOURS.toMillis(6));
        put(node, "log.index.size.max.bytes", 512 * KIB);
        put(node, "log.cleaner.dedupe.buffer.size", 2 * MIB + 1);
        put(node, "log.cleaner.io.buffer.size", 128 * KIB);
        put(node, "log.cleaner.min.cleanable.ratio", 0.2);
        put(node, "offsets.topic.segment.bytes", 8 * MIB);
        put(node, "transaction.state.log.segment.bytes", 8 * MIB);
        put(node, "metadata.log.segment.bytes", 16 * MIB);
        put(node, "log.retention.check.interval.ms", TimeUnit.MINUTES.toMillis(5));
    }

    private static void addThreads(Properties node) {
        put(node, "num.network.threads", 2);
        put(node, "num.io.threads", 4);
        put(node, "background.threads", 2);
        put(node, "num.recovery.threads.per.data.dir", 2);
        put(node, "log.cleaner.threads", 1);
        put(node, "queued.max.requests", 100);
    }

    private static void put(Properties node, String name, Object value) {
        node.setProperty(name, value.toString());
    }
}
