package slipstream.gateway;

import java.util.ArrayList;
import java.util.List;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicSpec;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.Topic;
import slipstream.schemas.Topics;

/** Every topic as the gateway makes it when it is missing: the contract, with the settings laid over it. */
final class TopicPlan {
    private TopicPlan() {}

    static List<TopicSpec> of(KafkaSettings kafka) {
        List<TopicSpec> specs = new ArrayList<>();
        for (Topic topic : Topics.inFlowOrder()) {
            Topic kept = topic.keptFor(kafka.retention().getOrDefault(topic.shortName(), topic.retention()));
            specs.add(new TopicSpec(topic.name(), kafka.partitions(), kafka.replicationFactor(), kept.settings()));
        }
        return specs;
    }

    /** Tells of retentions that no topic would have. */
    static KafkaSettings checked(KafkaSettings kafka, SettingsReader settings) {
        List<String> expiring = Topics.inFlowOrder().stream()
                .filter(Topic::forgets)
                .map(Topic::shortName)
                .toList();
        for (String topic : kafka.retention().keySet()) {
            if (!expiring.contains(topic)) {
                settings.problem(
                        KafkaSettings.RETENTION + "." + topic,
                        "only these topics forget: " + String.join(", ", expiring));
            }
        }
        return kafka;
    }
}
