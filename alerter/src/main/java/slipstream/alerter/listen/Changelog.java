package slipstream.alerter.listen;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicCreation;
import slipstream.kit.kafka.TopicSpec;
import slipstream.schemas.Topics;

/** The changelog of the incidents store, made before it is written to: what is sent to a newborn topic can be lost. */
final class Changelog {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);

    private Changelog() {}

    /** One partition for each of the verdicts'. */
    static void ensure(KafkaSettings kafka, String applicationId, Duration deadline) {
        String name = applicationId + "-" + WatchVerdicts.STORE + "-changelog";
        TopicSpec spec = new TopicSpec(
                name,
                verdictPartitions(kafka, deadline),
                kafka.replicationFactor(),
                Map.of("cleanup.policy", "compact"));
        TopicCreation.ensure(kafka, List.of(spec), deadline);
    }

    private static int verdictPartitions(KafkaSettings kafka, Duration deadline) {
        String verdicts = Topics.VERDICTS.name();
        Admin admin = Admin.create(kafka.clientConfig("alerter-changelog"));
        try {
            TopicDescription description = admin.describeTopics(List.of(verdicts))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return description.partitions().size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for " + verdicts, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the partitions of " + verdicts + " are not known", e);
        } finally {
            admin.close(CLOSE_DEADLINE);
        }
    }
}
