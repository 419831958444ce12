package slipstream.gateway.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.AppRegistration;
import slipstream.schemas.avro.BaseUrl;

@DisplayName("The share of one prober")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbeShareTest {
    private static final String TOPIC = Topics.APPS.name();
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final InMemorySchemaIds schemas = new InMemorySchemaIds();
    private final Serializer<AppRegistration> serializer = new SlipstreamAvroSerializer<>(schemas);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Set<ProbeTarget> share = Set.of();
    private final ProbeShare followed =
            new ProbeShare(consumer, new SlipstreamAvroDeserializer<>(schemas), targets -> share = targets, metrics);
    private long offset;

    @BeforeEach
    void thereAreTwoPartitions() {
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    @Test
    void is_every_base_url_of_the_apps_on_its_partitions() {
        assigned(FIRST);
        put(FIRST, "a", app("a", "https://a1", "https://a2"));
        put(FIRST, "b", app("b", "https://b"));
        followed.poll();

        assertThat(baseUrls()).containsExactlyInAnyOrder("https://a1", "https://a2", "https://b");
        assertThat(share).extracting(target -> target.check().getPath()).containsOnly("/health");
    }

    @Test
    void follows_changes_and_removals() {
        assigned(FIRST);
        put(FIRST, "a", app("a", "https://a1", "https://a2"));
        put(FIRST, "b", app("b", "https://b"));
        put(FIRST, "a", app("a", "https://a2"));
        put(FIRST, "b", null);
        followed.poll();

        assertThat(baseUrls()).containsExactly("https://a2");
    }

    @Test
    void loses_the_apps_of_partitions_that_others_got() {
        assigned(FIRST, SECOND);
        put(FIRST, "a", app("a", "https://a"));
        put(SECOND, "b", app("b", "https://b"));
        followed.poll();
        assertThat(followed.holds(0) && followed.holds(1)).isTrue();
        assertThat(baseUrls()).containsExactlyInAnyOrder("https://a", "https://b");

        assigned(SECOND);
        put(SECOND, "b", app("b", "https://b"));
        followed.poll();
        assertThat(baseUrls()).containsExactly("https://b");
        assertThat(followed.holds(0)).isFalse();
        assertThat(followed.holds(1)).isTrue();
    }

    @Test
    void is_told_also_when_nothing_is_left() {
        assigned(FIRST);
        put(FIRST, "a", app("a", "https://a"));
        followed.poll();

        assigned();
        followed.poll();

        assertThat(share).isEmpty();
    }

    @Test
    void leaves_out_what_it_cannot_read_and_counts_it() {
        assigned(FIRST);
        put(FIRST, "a", app("a", "https://a"));
        raw(FIRST, "b", new byte[] {1, 2, 3});
        put(FIRST, "c", app("c", "not an address"));
        followed.poll();

        assertThat(baseUrls()).containsExactly("https://a");
        assertThat(metrics.counter("slipstream.probe.unreadable.registrations").count())
                .isEqualTo(1);
    }

    @Test
    void commits_nothing() {
        assigned(FIRST);
        put(FIRST, "a", app("a", "https://a"));
        followed.poll();

        assertThat(consumer.committed(Set.of(FIRST)).get(FIRST)).isNull();
    }

    private void assigned(TopicPartition... partitions) {
        consumer.rebalance(List.of(partitions));
    }

    private Set<String> baseUrls() {
        return share.stream().map(ProbeTarget::baseUrl).collect(Collectors.toSet());
    }

    private void put(TopicPartition partition, String appKey, @Nullable AppRegistration app) {
        raw(partition, appKey, app == null ? null : serializer.serialize(TOPIC, app));
    }

    private void raw(TopicPartition partition, String appKey, byte @Nullable [] value) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition.partition(), offset++, appKey.getBytes(UTF_8), value));
    }

    private static AppRegistration app(String appKey, String... baseUrls) {
        return AppRegistration.newBuilder()
                .setAppKey(appKey)
                .setName(appKey)
                .setPartnerName("Partner")
                .setBaseUrls(List.of(baseUrls).stream()
                        .map(url -> BaseUrl.newBuilder()
                                .setUrl(url)
                                .setHealthPath("/health")
                                .build())
                        .toList())
                .setUpdatedAt(Instant.EPOCH)
                .build();
    }
}
