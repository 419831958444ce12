package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import slipstream.schemas.Topics;

@DisplayName("A consumer that knows only the registry's address and Confluent's own deserialiser")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class ConfluentInteropTest {
    private static final Path JARS = Path.of("target", "confluent", "META-INF", "bundled-dependencies");

    @Test
    void reads_events_and_breaches(RunningSlipstream slipstream) throws Exception {
        String appKey = "com.example.interop";
        slipstream.register(appKey);
        Instant seen = slipstream.clock().instant();
        slipstream.client().report(Deliveries.of(appKey, "interop", seen, 1, 1));
        slipstream.clock().passUntilMinuteIsJudged();
        slipstream.awaitMails(appKey, 1);

        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader confluent = new URLClassLoader(jars(), getClass().getClassLoader());
                TopicReader reader = new TopicReader(slipstream.standalone());
                Deserializer<Object> deserializer = deserializer(confluent, slipstream)) {
            List<GenericRecord> events = read(reader, deserializer, Topics.EVENTS.name(), appKey);
            assertThat(events).hasSize(2).allSatisfy(event -> {
                assertThat(event.get("sli").toString()).isEqualTo("WEBHOOK_DELIVERY");
                assertThat(event.get("scope").toString()).isEqualTo("jira");
            });
            assertThat(events)
                    .extracting(event -> event.get("outcome").toString())
                    .contains("GOOD", "BAD");

            List<GenericRecord> breaches = read(reader, deserializer, Topics.BREACHES.name(), appKey);
            assertThat(breaches).isNotEmpty();
            assertThat(breaches.get(0).get("transition").toString()).isEqualTo("OPENED");
            assertThat(breaches.get(0).get("status").toString()).isEqualTo("ANOMALOUS");
        } finally {
            Thread.currentThread().setContextClassLoader(usual);
        }
    }

    private static List<GenericRecord> read(
            TopicReader reader, Deserializer<Object> deserializer, String topic, String appKey) {
        return reader.rawRecords(topic).stream()
                .filter(record -> record.value() != null)
                .map((ConsumerRecord<String, byte[]> record) ->
                        (GenericRecord) deserializer.deserialize(topic, record.value()))
                .filter(record -> record.get("appKey").toString().equals(appKey))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> deserializer(ClassLoader loader, RunningSlipstream slipstream)
            throws ReflectiveOperationException {
        // Kafka looks for classes that are named in settings there.
        Thread.currentThread().setContextClassLoader(loader);
        Deserializer<Object> deserializer =
                (Deserializer<Object>) loader.loadClass("io.confluent.kafka.serializers.KafkaAvroDeserializer")
                        .getDeclaredConstructor()
                        .newInstance();
        deserializer.configure(
                Map.of(
                        "schema.registry.url",
                        slipstream.standalone().endpoints().registry()),
                false);
        return deserializer;
    }

    private static URL[] jars() throws Exception {
        try (Stream<Path> jars = Files.list(JARS)) {
            return jars.map(ConfluentInteropTest::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
