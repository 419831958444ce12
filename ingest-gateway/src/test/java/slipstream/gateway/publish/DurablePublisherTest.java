package slipstream.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.admission.AdmittedEvent;
import slipstream.gateway.admission.CallAnswer;
import slipstream.gateway.admission.Circumstances;
import slipstream.gateway.admission.ExclusionReason;
import slipstream.gateway.admission.Observation;
import slipstream.gateway.admission.Outcome;
import slipstream.gateway.admission.Source;
import slipstream.gateway.admission.WebhookAttempt;
import slipstream.gateway.admission.WrittenBooks;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroDeserializer;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Sli;

@DisplayName("What was admitted")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurablePublisherTest {
    private static final Instant OCCURRED = Instant.parse("2026-03-01T11:00:00.123Z");
    private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00.456Z");

    private final InMemorySchemaIds schemas = new InMemorySchemaIds();
    private final WrittenBooks books = new WrittenBooks();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DurablePublisher publisher = new DurablePublisher(
            producer, new SlipstreamAvroSerializer<>(schemas), new SlipstreamAvroSerializer<>(schemas), books);

    @Test
    void is_published_once_every_record_is_acknowledged() {
        CompletableFuture<Void> published =
                publisher.publish(List.of(event("a"), event("b"))).toCompletableFuture();

        producer.completeNext();
        assertThat(published).isNotDone();
        producer.completeNext();

        assertThat(published).isCompleted();
        assertThat(books.lines()).containsExactly("admitted 2", "published 2");
    }

    @Test
    void has_failed_as_soon_as_one_record_has() {
        CompletableFuture<Void> published =
                publisher.publish(List.of(event("a"), event("b"))).toCompletableFuture();

        producer.completeNext();
        producer.errorNext(new TimeoutException("not acknowledged"));

        assertThat(published).isCompletedExceptionally();
        assertThat(books.lines()).containsExactly("admitted 2", "failed 2");
    }

    @Test
    void has_failed_when_the_producer_does_not_even_take_it() {
        producer.sendException = new TimeoutException("buffer is full");

        assertThat(publisher.publish(List.of(event("a"))).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void is_published_at_once_when_it_is_nothing() {
        assertThat(publisher.publish(List.of()).toCompletableFuture()).isCompleted();
    }

    @Test
    void stands_on_the_topic_by_app_at_its_arrival_time() {
        CompletableFuture<Void> published =
                publisher.publish(List.of(event("a"))).toCompletableFuture();

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(published).isNotDone();
        assertThat(record.topic()).isEqualTo("slipstream.events");
        assertThat(record.key()).asString().isEqualTo("app");
        assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        Deserializer<Event> deserializer = new SlipstreamAvroDeserializer<>(schemas);
        Event event = deserializer.deserialize(record.topic(), record.value());
        assertThat(event.getId()).isEqualTo("a");
        assertThat(event.getSli()).isEqualTo(Sli.WEBHOOK_DELIVERY);
        assertThat(event.getScope()).isEqualTo("jira");
        assertThat(event.getOutcome()).isEqualTo(slipstream.schemas.avro.Outcome.EXCLUDED);
        assertThat(event.getExclusionReason()).isEqualTo("platform-fault");
        assertThat(event.getOccurredAt()).isEqualTo(OCCURRED);
        assertThat(event.getReceivedAt()).isEqualTo(RECEIVED);
        assertThat(event.getStatus()).isEqualTo(200);
        assertThat(event.getDeliveryId()).isEqualTo("delivery");
        assertThat(event.getAttempt()).isEqualTo(3);
    }

    private static AdmittedEvent event(String id) {
        Observation observation = new Observation(
                id,
                "app",
                OCCURRED,
                Source.HOST,
                new WebhookAttempt("jira", new CallAnswer(200, 5L, null), "delivery", 3),
                Circumstances.ORDINARY);
        return new AdmittedEvent(observation, Outcome.EXCLUDED, ExclusionReason.PLATFORM_FAULT, null, RECEIVED);
    }
}
