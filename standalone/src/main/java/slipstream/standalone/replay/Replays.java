package slipstream.standalone.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import slipstream.kit.kafka.KafkaSettings;

/**
 * The applications that began as replays of another one. Their names hold the second in which they began, so that none is ever
 * used again: the log may still say that it is in force.
 */
final class Replays implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String INFIX = "-replay-";
    private static final String SUFFIX = "-heads-changelog";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Admin admin;
    private final String settingsId;

    Replays(KafkaSettings kafka, String settingsId) {
        this.admin = Admin.create(kafka.clientConfig("replays"));
        this.settingsId = settingsId;
    }

    /** A name that was never used. */
    String nameOf(Instant now) {
        return settingsId + INFIX + SECOND.format(now);
    }

    /** All applications that have changelogs, the one of the settings included, oldest first. */
    List<String> all() throws ExecutionException, InterruptedException, TimeoutException {
        TreeSet<String> found = new TreeSet<>();
        for (String topic : within(admin.listTopics().names())) {
            if (topic.endsWith(SUFFIX)) {
                String id = topic.substring(0, topic.length() - SUFFIX.length());
                if (id.equals(settingsId) || id.matches("\\Q" + settingsId + INFIX + "\\E[0-9]{14}")) {
                    found.add(id);
                }
            }
        }
        return List.copyOf(found);
    }

    /** How many instances count under a name now. */
    int members(String id) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            int members = 0;
            for (ConsumerGroupDescription group :
                    within(admin.describeConsumerGroups(List.of(id)).all()).values()) {
                members += group.members().size();
            }
            return members;
        } catch (ExecutionException unknown) {
            if (unknown.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw unknown;
        }
    }

    /** Deletes everything that an application has: changelogs, consumer group, local state. */
    void delete(String id, Path stateDir)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        List<String> topics = within(admin.listTopics().names()).stream()
                .filter(topic -> topic.startsWith(id + "-") && topic.endsWith("-changelog") && !isOfReplay(topic, id))
                .toList();
        within(admin.deleteTopics(topics).all());
        try {
            within(admin.deleteConsumerGroups(List.of(id)).all());
        } catch (ExecutionException unknown) {
            if (!(unknown.getCause() instanceof GroupIdNotFoundException)) {
                throw unknown;
            }
        }
        deleteTree(stateDir.resolve(id));
    }

    /** The name in the settings begins the names of all its replays. */
    private static boolean isOfReplay(String topic, String id) {
        return topic.startsWith(id + INFIX);
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
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
