package slipstream.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A transaction that stands open in a partition when the broker starts")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HangingTransactionsTest {
    private static final TopicPartition NOTES = new TopicPartition("notes", 0);
    private static final int EPOCH = 7;
    private static final Set<TransactionState> BEING_ENDED = EnumSet.of(
            TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_EPOCH_FENCE);

    @Test
    void is_left_to_its_producer_while_its_coordinator_has_the_partition_on_its_list() {
        assertThat(ending(TransactionState.ONGOING, EPOCH, true)).isEqualTo(Ending.NOT_BEGUN);
        assertThat(BEING_ENDED)
                .allSatisfy(state -> assertThat(ending(state, EPOCH + 1, true)).isEqualTo(Ending.UNDER_WAY));
    }

    @Test
    void is_committed_when_its_coordinator_has_committed_it() {
        assertThat(ending(TransactionState.COMPLETE_COMMIT, EPOCH + 1, false)).isEqualTo(Ending.COMMIT);
        assertThat(ending(TransactionState.COMPLETE_COMMIT, EPOCH, false)).isEqualTo(Ending.COMMIT);
    }

    @Test
    void is_aborted_when_its_coordinator_has_aborted_it_or_knows_of_a_later_one_or_of_none() {
        assertThat(ending(TransactionState.COMPLETE_ABORT, EPOCH + 1, false)).isEqualTo(Ending.ABORT);
        assertThat(ending(TransactionState.EMPTY, EPOCH + 1, false)).isEqualTo(Ending.ABORT);
        assertThat(ending(TransactionState.ONGOING, EPOCH + 5, false)).isEqualTo(Ending.ABORT);
        assertThat(ending(TransactionState.COMPLETE_COMMIT, EPOCH + 2, false)).isEqualTo(Ending.ABORT);
        assertThat(Ending.of(NOTES, open(), Optional.empty())).isEqualTo(Ending.ABORT);
    }

    @Test
    void can_be_ended_either_way(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, "127.0.0.1", 0, 0));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(NOTES.topic(), 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            TransactionMarkers markers =
                    new TransactionMarkers("127.0.0.1", broker.settings().port());

            for (TransactionResult as : List.of(TransactionResult.ABORT, TransactionResult.COMMIT)) {
                try (KafkaProducer<String, String> producer = producer(broker, as.name())) {
                    producer.initTransactions();
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>(NOTES.topic(), as.name()))
                            .get(30, TimeUnit.SECONDS);
                    markers.write(NOTES, inNotes(admin), as);
                }
            }

            assertThat(committed(broker)).containsExactly("COMMIT");
        }
    }

    private static Ending ending(TransactionState state, int epoch, boolean listed) {
        Set<TopicPartition> partitions = listed ? Set.of(NOTES) : Set.of();
        return Ending.of(
                NOTES,
                open(),
                Optional.of(new TransactionDescription(1, state, 4, epoch, 1_000, OptionalLong.empty(), partitions)));
    }

    private static ProducerState open() {
        return new ProducerState(4, EPOCH, 0, 0, OptionalInt.of(0), OptionalLong.of(426));
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker, String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId),
                new StringSerializer(),
                new StringSerializer());
    }

    private static ProducerState inNotes(Admin admin) throws Exception {
        return admin
                .describeProducers(List.of(NOTES))
                .partitionResult(NOTES)
                .get(30, TimeUnit.SECONDS)
                .activeProducers()
                .stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> committed(EmbeddedBroker broker) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(NOTES));
            consumer.seekToBeginning(List.of(NOTES));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return !values.isEmpty();
            });
        }
        return values;
    }
}
