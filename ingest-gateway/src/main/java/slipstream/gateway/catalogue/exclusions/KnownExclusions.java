package slipstream.gateway.catalogue.exclusions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.catalogue.DecisionWriter;
import slipstream.gateway.catalogue.DecisionWriter.Kind;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.kafka.TopicTable;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Exclusion;

/** Every exclusion in every revision, as their topic has them. */
public final class KnownExclusions implements AutoCloseable {
    private static final String TOPIC = Topics.EXCLUSIONS.name();
    private static final Map<String, List<Exclusion>> NOTHING = Map.of();

    /** By app key, then by id: the revisions, oldest first. */
    private final ConcurrentMap<String, ConcurrentMap<String, List<Exclusion>>> byApp = new ConcurrentHashMap<>();

    private final TopicTable<Exclusion> table;
    private final Serializer<Exclusion> serializer;
    private final DecisionWriter writer;

    private KnownExclusions(KafkaSettings kafka, SerdeSettings serde, DecisionWriter writer) {
        this.serializer = serde.serializer(Topics.EXCLUSIONS);
        this.writer = writer;
        Deserializer<Exclusion> deserializer = serde.deserializer(Topics.EXCLUSIONS);
        this.table = TopicTable.follow(kafka, TOPIC, deserializer, this::learn);
    }

    /** Begins to follow the topic from its first revision. */
    public static KnownExclusions follow(KafkaSettings kafka, SerdeSettings serde, DecisionWriter writer) {
        return new KnownExclusions(kafka, serde, writer);
    }

    private void learn(String key, @Nullable Exclusion revision) {
        if (revision != null) {
            byApp.computeIfAbsent(revision.getAppKey(), any -> new ConcurrentSkipListMap<>())
                    .merge(revision.getId(), List.of(revision), KnownExclusions::joined);
        }
    }

    private static List<Exclusion> joined(List<Exclusion> before, List<Exclusion> after) {
        List<Exclusion> all = new ArrayList<>(before);
        all.addAll(after);
        return List.copyOf(all);
    }

    /** Waits until every revision is known. */
    public void awaitLoaded(Duration deadline) {
        table.awaitLoaded(deadline);
    }

    /** What is wrong with following the topic. */
    public Optional<String> problem() {
        return table.problem();
    }

    /** The revisions of one exclusion, oldest first; empty when there never was one of this name. */
    List<Exclusion> revisions(String appKey, String id) {
        return ofApp(appKey).getOrDefault(id, List.of());
    }

    /** The newest revision of every exclusion of an app, removed ones included, by id. */
    List<Exclusion> newest(String appKey) {
        return ofApp(appKey).values().stream().map(KnownExclusions::last).toList();
    }

    private Map<String, List<Exclusion>> ofApp(String appKey) {
        Map<String, List<Exclusion>> known = byApp.get(appKey);
        return known == null ? NOTHING : known;
    }

    static Exclusion last(List<Exclusion> revisions) {
        return revisions.get(revisions.size() - 1);
    }

    /** Makes a revision from what is known, while nobody else on this gateway decides. */
    interface Making {
        /** The revision; null when there is nothing to decide. */
        @Nullable
        Exclusion revision() throws InvalidInput;
    }

    /** Decides, and answers what was written; empty when there was nothing to decide. */
    Optional<Exclusion> decide(Making making) throws InvalidInput {
        List<Exclusion> made = new ArrayList<>();
        writer.<InvalidInput>write(
                () -> {
                    Exclusion revision = making.revision();
                    if (revision == null) {
                        return List.of();
                    }
                    made.add(revision);
                    return List.of(new DecisionWriter.Revision(
                            Kind.EXCLUSION,
                            revision.getAppKey(),
                            revision.getId(),
                            serializer.serialize(TOPIC, revision)));
                },
                table::awaitRead);
        return made.stream().findFirst();
    }

    @Override
    public void close() {
        table.close();
    }
}
