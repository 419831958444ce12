package slipstream.gateway.catalogue.objectives;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.catalogue.DecisionWriter;
import slipstream.gateway.catalogue.DecisionWriter.Kind;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Objective;

/** Every objective in every revision, as their topic has them. */
public final class KnownObjectives implements AutoCloseable {
    private static final String TOPIC = Topics.OBJECTIVES.name();
    private static final ConcurrentMap<String, List<Objective>> NOTHING = new ConcurrentHashMap<>();

    /** By app key, then by id: the revisions, oldest first. */
    private final ConcurrentMap<String, ConcurrentMap<String, List<Objective>>> byApp = new ConcurrentHashMap<>();

    private final TopicTable<Objective> table;
    private final Serializer<Objective> serializer;
    private final DecisionWriter writer;

    private KnownObjectives(KafkaSettings kafka, SerdeSettings serde, DecisionWriter writer) {
        this.serializer = serde.serializer(Topics.OBJECTIVES);
        this.writer = writer;
        Deserializer<Objective> deserializer = serde.deserializer(Topics.OBJECTIVES);
        this.table = TopicTable.follow(kafka, TOPIC, deserializer, this::learn);
    }

    /** Begins to follow the topic from its first revision. */
    public static KnownObjectives follow(KafkaSettings kafka, SerdeSettings serde, DecisionWriter writer) {
        return new KnownObjectives(kafka, serde, writer);
    }

    private void learn(String key, @Nullable Objective revision) {
        if (revision != null) {
            byApp.computeIfAbsent(revision.getAppKey(), any -> new ConcurrentSkipListMap<>())
                    .merge(revision.getId(), List.of(revision), (before, after) -> Stream.of(before, after)
                            .flatMap(Collection::stream)
                            .toList());
        }
    }

    /** Waits until every revision is known. */
    public void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    /** What is wrong with following the topic. */
    public Optional<String> problem() {
        return table.problem();
    }

    /** Every app that has, or once had, objectives. */
    List<String> appKeys() {
        return byApp.keySet().stream().sorted().toList();
    }

    /** The revisions of one objective, oldest first; empty when there never was one of this name. */
    List<Objective> revisions(String appKey, String id) {
        return byApp.getOrDefault(appKey, NOTHING).getOrDefault(id, List.of());
    }

    /** The newest revision of every objective of an app that was not taken back, by id. */
    List<Objective> standing(String appKey) {
        return byApp.getOrDefault(appKey, NOTHING).values().stream()
                .map(revisions -> revisions.get(revisions.size() - 1))
                .filter(revision -> !revision.getRemoved())
                .toList();
    }

    /** Makes revisions from what is known, while nobody else on this gateway decides. */
    interface Making {
        List<Objective> revisions();
    }

    /** Decides, all or nothing. */
    void decide(Making making) {
        writer.write(
                () -> making.revisions().stream()
                        .map(each -> new DecisionWriter.Revision(
                                Kind.OBJECTIVE, each.getAppKey(), each.getId(), serializer.serialize(TOPIC, each)))
                        .toList(),
                table::awaitRead);
    }

    @Override
    public void close() {
        table.close();
    }
}
