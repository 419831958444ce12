package slipstream.standalone.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.requests.TransactionResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that a broker has forgotten to end. Kafka 4.3.1 takes a partition for deleted that has no leader, does not tell it
 * how a transaction ended, and calls the transaction complete. After a sudden death no partition has a leader until the broker is
 * up, so what was being ended at that moment would stay open for ever, and nobody could read beyond it.
 */
final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Admin admin;
    private final TransactionMarkers markers;

    /** A transaction that stands open in a partition, and how its producer's coordinator describes it, if it knows it. */
    private record Open(TopicPartition in, ProducerState by, Optional<TransactionDescription> known) {}

    HangingTransactions(Admin admin, TransactionMarkers markers) {
        this.admin = admin;
        this.markers = markers;
    }

    /**
     * Ends them as their coordinator had decided. Call once, when the broker is up and before it has clients that could begin new
     * ones.
     *
     * @throws IllegalStateException when that is not possible in time: who reads committed records only would wait for ever
     */
    static void end(BrokerSettings settings) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                settings.host() + ":" + settings.port(),
                "default.api.timeout.ms",
                Math.toIntExact(DEADLINE.toMillis()),
                "request.timeout.ms",
                Math.toIntExact(DEADLINE.toMillis() / 2));
        try (HangingTransactions hanging = new HangingTransactions(
                Admin.create(config), new TransactionMarkers(settings.host(), settings.port()))) {
            hanging.end();
        } catch (ExecutionException | TimeoutException unable) {
            throw new IllegalStateException("cannot find out which transactions were left open", unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void end() throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (areUnderWay(open())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "transactions are still being ended after " + DEADLINE.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Ends what nobody else does. Answers whether others are being ended by their coordinator. */
    private boolean areUnderWay(List<Open> open) {
        boolean underWay = false;
        for (Open each : open) {
            switch (Ending.of(each.in(), each.by(), each.known())) {
                case NOT_BEGUN -> {}
                case UNDER_WAY -> underWay = true;
                case COMMIT -> end(each, TransactionResult.COMMIT);
                case ABORT -> end(each, TransactionResult.ABORT);
            }
        }
        return underWay;
    }

    private void end(Open transaction, TransactionResult as) {
        markers.write(transaction.in(), transaction.by(), as);
        LOG.info(
                "a transaction of producer {} that was left open in {} is ended: {}",
                transaction.by().producerId(),
                transaction.in(),
                as);
    }

    private List<Open> open() throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = within(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        if (!topics.contains(Topic.TRANSACTION_STATE_TOPIC_NAME)) {
            return List.of();
        }
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        within(admin.describeTopics(topics).allTopicNames()).values().forEach(topic -> topic.partitions()
                .forEach(each ->
                        partitions.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> written = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> readable = ends(partitions, IsolationLevel.READ_COMMITTED);
        List<TopicPartition> held = partitions.keySet().stream()
                .filter(each -> !Objects.equals(written.get(each), readable.get(each)))
                .toList();
        return held.isEmpty() ? List.of() : openIn(held);
    }

    private List<Open> openIn(List<TopicPartition> held)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Open> open = new ArrayList<>();
        Map<Long, Optional<TransactionDescription>> known = new HashMap<>();
        for (Map.Entry<TopicPartition, PartitionProducerState> each :
                within(admin.describeProducers(held).all()).entrySet()) {
            for (ProducerState producer : each.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent()) {
                    if (!known.containsKey(producer.producerId())) {
                        known.put(producer.producerId(), descriptionOf(producer.producerId()));
                    }
                    open.add(new Open(
                            each.getKey(), producer, known.getOrDefault(producer.producerId(), Optional.empty())));
                }
            }
        }
        return open;
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, OffsetSpec> partitions, IsolationLevel level)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        within(admin.listOffsets(partitions, new ListOffsetsOptions(level)).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private Optional<TransactionDescription> descriptionOf(long producerId)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> ids = within(
                        admin.listTransactions(new ListTransactionsOptions().filterProducerIds(List.of(producerId)))
                                .all())
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(within(admin.describeTransactions(ids).description(ids.get(0))));
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
