package slipstream.kit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that exist before anybody uses them. Existing is not enough: a record sent to a new partition before its leader
 * answers can be lost (KAFKA-15591), so a topic counts as there once the newest offset of every partition is known.
 */
public final class TopicCreation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);

    private final Admin admin;
    private final long deadlineNanos;

    private TopicCreation(KafkaSettings settings, Duration deadline) {
        Map<String, Object> config = settings.clientConfig("topic-creation");
        config.put("default.api.timeout.ms", Math.toIntExact(Math.min(deadline.toMillis(), 60_000)));
        config.put("request.timeout.ms", Math.toIntExact(Math.min(deadline.toMillis(), 10_000)));
        this.admin = Admin.create(config);
        this.deadlineNanos = System.nanoTime() + deadline.toNanos();
    }

    /** Creates the topics that are missing and waits until every partition of all of them answers. */
    public static void ensure(KafkaSettings settings, List<TopicSpec> topics, Duration deadline) {
        try (TopicCreation creation = new TopicCreation(settings, deadline)) {
            List<String> names = topics.stream().map(TopicSpec::name).toList();
            creation.repeat("creating topics " + names, () -> creation.createMissing(topics));
            creation.repeat("partitions of " + names, () -> creation.answer(names));
        }
    }

    /**
     * Creates topics with as many partitions as an existing one has, such as changelogs, and waits as {@link #ensure} does:
     * what is sent to a newborn topic can be lost (KAFKA-15591), so nobody may create one by writing to it.
     *
     * @param topics the topics' settings by name
     * @return how many partitions that is
     */
    public static int ensureBeside(
            KafkaSettings settings, String existing, Map<String, Map<String, String>> topics, Duration deadline) {
        int partitions;
        try (TopicCreation creation = new TopicCreation(settings, deadline)) {
            partitions = creation.partitionsOf(existing);
        }
        List<TopicSpec> specs = topics.entrySet().stream()
                .map(topic -> new TopicSpec(topic.getKey(), partitions, settings.replicationFactor(), topic.getValue()))
                .toList();
        ensure(settings, specs, deadline);
        return partitions;
    }

    /** Waits until somebody else has created the topics and every partition of all of them answers. */
    public static void awaitPresent(KafkaSettings settings, List<String> topics, Duration deadline) {
        try (TopicCreation creation = new TopicCreation(settings, deadline)) {
            creation.repeat("partitions of " + topics, () -> creation.answer(topics));
        }
    }

    private boolean createMissing(List<TopicSpec> topics) throws ExecutionException, InterruptedException {
        Set<String> present = within(admin.listTopics().names());
        List<NewTopic> missing = new ArrayList<>();
        for (TopicSpec topic : topics) {
            if (!present.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), topic.partitions(), (short) topic.replication())
                        .configs(topic.settings()));
            }
        }
        if (!missing.isEmpty()) {
            LOG.info("creating topics {}", missing.stream().map(NewTopic::name).toList());
            for (var created : admin.createTopics(missing).values().values()) {
                ignoringExisting(created);
            }
        }
        return true;
    }

    private void ignoringExisting(org.apache.kafka.common.KafkaFuture<Void> created)
            throws ExecutionException, InterruptedException {
        try {
            within(created);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private boolean answer(List<String> topics) throws ExecutionException, InterruptedException {
        Set<String> present = new HashSet<>(within(admin.listTopics().names()));
        if (!present.containsAll(topics)) {
            return false;
        }
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription topic :
                within(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        within(admin.listOffsets(asked).all());
        return true;
    }

    private int partitionsOf(String topic) {
        int[] found = new int[1];
        repeat("partitions of " + topic, () -> {
            for (TopicDescription description :
                    within(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
                found[0] = description.partitions().size();
            }
            return found[0] > 0;
        });
        return found[0];
    }

    private <T> T within(org.apache.kafka.common.KafkaFuture<T> future)
            throws ExecutionException, InterruptedException {
        try {
            return future.get(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new ExecutionException(new TimeoutException("no answer within the deadline", e));
        }
    }

    private void repeat(String what, Step step) {
        Throwable last = null;
        do {
            try {
                if (step.isDone()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw new KafkaException(what + " failed", e.getCause());
                }
                last = e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(what + " was interrupted", e);
            }
        } while (System.nanoTime() < deadlineNanos);
        throw new TimeoutException(what + ": not there within the deadline", last);
    }

    @Override
    public void close() {
        admin.close(CLOSE_DEADLINE);
    }

    @FunctionalInterface
    private interface Step {
        boolean isDone() throws ExecutionException, InterruptedException;
    }
}
