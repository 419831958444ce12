package slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import slipstream.schemas.avro.Delivery;
import slipstream.schemas.avro.DeliveryState;
import slipstream.schemas.avro.Transition;

@DisplayName("A value on the wire")
@DisplayNameGeneration(ReplaceUnderscores.class)
class AvroSerdeTest {
    private static final String TOPIC = "slipstream.deliveries";

    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final Serializer<SpecificRecord> serializer = new SlipstreamAvroSerializer<>(ids);
    private final Deserializer<SpecificRecord> deserializer = new SlipstreamAvroDeserializer<>(ids);

    static List<Topic> topics() {
        return Topics.inFlowOrder();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void is_read_as_it_was_written(Topic topic) {
        SpecificRecord record = SampleRecords.of(topic);
        byte[] bytes = serializer.serialize(topic.name(), record);
        assertThat(deserializer.deserialize(topic.name(), bytes)).isEqualTo(record);
    }

    @Test
    void is_a_zero_byte_then_the_schema_id_then_the_record_in_avro_binary() {
        ids.idOf("another-value", SchemaBuilder.builder().stringType());
        byte[] bytes = serializer.serialize(TOPIC, delivery("i", 3));

        assertThat(WireFormat.schemaId(bytes)).isEqualTo(2);
        assertThat(Arrays.copyOf(bytes, WireFormat.HEADER_LENGTH)).containsExactly(0, 0, 0, 0, 2);
        // incidentId "i", transition 1, channel "m", state 2, reason "r", messageId "d", attempts 3, at 1 ms: zig-zag.
        assertThat(Arrays.copyOfRange(bytes, WireFormat.HEADER_LENGTH, bytes.length))
                .containsExactly(2, 'i', 2, 2, 'm', 4, 2, 'r', 2, 'd', 6, 2);
    }

    @Test
    void may_be_absent() {
        assertThat(serializer.serialize(TOPIC, null)).isNull();
        assertThat(deserializer.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void is_the_same_whichever_of_many_threads_handles_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String id = "thread-" + thread + "-".repeat(thread * 50);
                results.add(threads.submit(() -> allSurvive(id)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean allSurvive(String id) {
        for (int n = 0; n < 10_000; n++) {
            Delivery delivery = delivery(id + n, n);
            if (!deserializer
                    .deserialize(TOPIC, serializer.serialize(TOPIC, delivery))
                    .equals(delivery)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void that_names_an_unknown_schema_is_refused() {
        byte[] bytes = serializer.serialize(TOPIC, delivery("i", 1));
        ByteBuffer.wrap(bytes).putInt(1, 4711);
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(UnknownSchema.class)
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("4711");
    }

    @Test
    void whose_schema_has_no_class_here_is_refused() {
        Schema foreign = SchemaBuilder.record("other.Foreign").fields().endRecord();
        byte[] bytes = WireFormat.header(ids.idOf("t-value", foreign));
        assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("other.Foreign");
    }

    @Test
    void that_is_cut_short_is_refused_wherever_it_is_cut() {
        byte[] bytes = serializer.serialize(TOPIC, delivery("incident", 1));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> deserializer.deserialize(TOPIC, cut))
                    .as("%s of %s bytes", length, bytes.length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void with_bytes_behind_its_record_is_refused() {
        byte[] bytes = serializer.serialize(TOPIC, delivery("incident", 1));
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void without_the_zero_byte_is_refused() {
        byte[] bytes = serializer.serialize(TOPIC, delivery("incident", 1));
        bytes[0] = '{';
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes)).isInstanceOf(SerializationException.class);
    }

    @Test
    void of_random_bytes_is_refused_or_read_and_nothing_else_happens() {
        serializer.serialize(TOPIC, delivery("i", 1));
        Random random = new Random(20261120);
        for (int n = 0; n < 20_000; n++) {
            byte[] bytes = new byte[WireFormat.HEADER_LENGTH + random.nextInt(60)];
            random.nextBytes(bytes);
            System.arraycopy(WireFormat.header(1), 0, bytes, 0, WireFormat.HEADER_LENGTH);
            try {
                assertThat(deserializer.deserialize(TOPIC, bytes)).isInstanceOf(Delivery.class);
            } catch (SerializationException expected) {
                assertThat(expected).hasMessageContaining(TOPIC);
            }
        }
    }

    @Test
    void of_an_older_schema_is_read_with_the_defaults_of_what_it_lacks() {
        String older = ids.byId(ids.idOf("x", slipstream.schemas.avro.BaseUrl.getClassSchema()))
                .toString()
                .replaceAll(",\\{\"name\":\"healthPath\".*?\\}(?=\\])", "");
        int id = ids.idOf("x", new Schema.Parser().parse(older));
        byte[] bytes = {0, 0, 0, 0, (byte) id, 2, 'u'};
        assertThat(deserializer.deserialize("x", bytes)).isEqualTo(new slipstream.schemas.avro.BaseUrl("u", "/"));
    }

    private static Delivery delivery(String incident, int attempts) {
        return Delivery.newBuilder()
                .setIncidentId(incident)
                .setTransition(Transition.OPENED)
                .setChannel("m")
                .setState(DeliveryState.SENT)
                .setReason("r")
                .setMessageId("d")
                .setAttempts(attempts)
                .setAt(Instant.ofEpochMilli(1))
                .build();
    }
}
