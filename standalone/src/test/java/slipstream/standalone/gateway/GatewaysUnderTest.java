package slipstream.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import slipstream.gateway.GatewaySettings;
import slipstream.gateway.IngestGateway;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.run.Closing;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.SerdeSettings;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Event;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

/** A broker of its own, and as many gateways in front of it as a test wants, each in its own region. */
final class GatewaysUnderTest implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Closing closing = new Closing();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;

    GatewaysUnderTest(Path directory) {
        this.directory = directory;
        broker = closing.add(EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", 0, 0)));
        registry = closing.add(SchemaRegistry.start(
                new HttpSettings("127.0.0.1", 0), new KafkaSettings(broker.bootstrapServers(), Map.of(), 3, 1)));
    }

    IngestGateway launch(String region) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.url());
        settings.put("topics.partitions", "3");
        settings.put("gateway.port", "0");
        settings.put("prober.interval", "1s");
        settings.put("prober.region", region);
        settings.put("secrets.key-file", directory.resolve("secrets").toString());
        settings.put("access.operator-token-file", tokenFile().toString());
        SettingsReader reader = SettingsReader.of(settings);
        GatewaySettings read = GatewaySettings.read(reader);
        reader.finish();
        return closing.add(IngestGateway.launch(read, Clock.systemUTC()));
    }

    /** A request with the operator's token that must succeed. */
    void operate(IngestGateway gateway, String method, String path, String body) {
        try {
            String token = "Bearer " + Files.readString(tokenFile()).strip();
            assertThat(call(gateway, method, path, token, body).statusCode()).isBetween(200, 201);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> call(IngestGateway gateway, String method, String path, String authorization, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .timeout(DEADLINE)
                .header("Authorization", authorization)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events on the topic, without the ticks. */
    List<Event> events() {
        Deserializer<Event> values = SerdeSettings.ours(registry.url()).deserializer(Topics.EVENTS);
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, Event> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    if (each.value() != null) {
                        events.add(each.value());
                    }
                });
            }
        }
        return events;
    }

    private Path tokenFile() {
        return directory.resolve("operator-token");
    }

    @Override
    public void close() {
        closing.close();
    }
}
