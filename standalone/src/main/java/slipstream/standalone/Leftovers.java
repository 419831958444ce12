package slipstream.standalone;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.kafka.KafkaSettings;

/**
 * Members of consumer groups that a killed process has left behind. A broker that has only just started in this process
 * cannot have living members; waiting for the dead ones to time out would cost every restart some ten seconds.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private Leftovers() {}

    /** Lets them leave. Not being able to is no fault: then they time out. */
    static void leaveGroups(KafkaSettings kafka) {
        Map<String, Object> config = kafka.clientConfig("leftovers");
        config.put("default.api.timeout.ms", Math.toIntExact(DEADLINE.toMillis()));
        config.put("request.timeout.ms", Math.toIntExact(DEADLINE.toMillis() / 2));
        try (Admin admin = Admin.create(config)) {
            for (String group : groupsWithMembers(admin)) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
                LOG.info("members of {} that an earlier process left behind have left", group);
            }
        } catch (ExecutionException | TimeoutException unable) {
            LOG.warn("leftover members of groups must time out: {}", unable.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> groupsWithMembers(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Collection<GroupListing> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups())
                .all()
                .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        Map<String, ConsumerGroupDescription> described = admin.describeConsumerGroups(
                        groups.stream().map(GroupListing::groupId).toList())
                .all()
                .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        described.values().removeIf(group -> group.members().isEmpty());
        return Set.copyOf(described.keySet());
    }
}
