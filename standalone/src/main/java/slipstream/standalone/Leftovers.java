package slipstream.standalone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;

/**
 * Members of consumer groups that a killed process has left behind. A broker that has only just started in this process
 * cannot have living members; waiting for the dead ones to time out would cost every restart some ten seconds.
 */
final class Leftovers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Admin admin;

    private Leftovers(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("leftovers");
        config.put("default.api.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
        config.put("request.timeout.ms", Math.toIntExact(DEADLINE.toMillis() / 2));
        admin = Admin.create(config);
    }

    /** Lets them leave. Not being able to is no fault: then they time out. */
    static void leave(KafkaSettings kafka, List<String> groups) {
        try (Leftovers leftovers = new Leftovers(kafka)) {
            if (leftovers.thereWereGroups()) {
                for (String group : leftovers.groupsWithMembers(groups)) {
                    leftovers.leave(group);
                }
            }
        } catch (ExecutionException | TimeoutException unable) {
            LOG.warn("leftover members of groups must time out: {}", unable.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asking a broker for a group would make it create the topic, and wait for it, at the very first start. */
    private boolean thereWereGroups() throws ExecutionException, InterruptedException, TimeoutException {
        return within(admin.listTopics(new ListTopicsOptions().listInternal(true))
                        .names())
                .contains(Topic.GROUP_METADATA_TOPIC_NAME);
    }

    /** By name and not by listing: a list leaves out what is not read yet, but a name is waited for. */
    private List<String> groupsWithMembers(List<String> groups)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> occupied = new ArrayList<>();
        Map<String, KafkaFuture<ConsumerGroupDescription>> described =
                admin.describeConsumerGroups(groups).describedGroups();
        for (Map.Entry<String, KafkaFuture<ConsumerGroupDescription>> group : described.entrySet()) {
            try {
                if (!within(group.getValue()).members().isEmpty()) {
                    occupied.add(group.getKey());
                }
            } catch (ExecutionException unknown) {
                if (!(unknown.getCause() instanceof GroupIdNotFoundException)) {
                    throw unknown;
                }
            }
        }
        return occupied;
    }

    private void leave(String group) throws ExecutionException, InterruptedException, TimeoutException {
        within(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                .all());
        LOG.info("members of {} that an earlier process left behind have left", group);
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(DEADLINE);
    }
}
