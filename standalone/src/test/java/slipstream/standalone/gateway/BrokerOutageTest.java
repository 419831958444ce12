package slipstream.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.gateway.GatewaySettings;
import slipstream.gateway.IngestGateway;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.kafka.KafkaSettings;
import slipstream.kit.settings.SettingsReader;
import slipstream.schemas.TickHeaders;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.registry.SchemaRegistry;

@DisplayName("A gateway whose broker is away")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokerOutageTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void answers_503_never_202_and_takes_events_again_once_it_is_back(@TempDir Path directory) throws Exception {
        EmbeddedBroker first = EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", 0, 0));
        int port = Integer.parseInt(
                first.bootstrapServers().substring(first.bootstrapServers().indexOf(':') + 1));
        KafkaSettings kafka = new KafkaSettings(first.bootstrapServers(), Map.of(), 2, 1);
        try (SchemaRegistry registry = SchemaRegistry.start(new HttpSettings("127.0.0.1", 0), kafka);
                IngestGateway gateway = launch(first.bootstrapServers(), registry.url(), directory)) {
            String token = Files.readString(directory.resolve("operator-token")).strip();
            register(gateway, token);
            assertThat(post(gateway, token, "before").statusCode()).isEqualTo(202);

            first.close();
            HttpResponse<String> during = post(gateway, token, "during");
            assertThat(during.statusCode()).as(during.body()).isEqualTo(503);
            assertThat(during.body()).contains("not-durable");

            try (EmbeddedBroker second =
                    EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", port, 0))) {
                assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
                await().atMost(DEADLINE)
                        .until(() -> post(gateway, token, "during").statusCode() == 202);
                await().atMost(DEADLINE).until(() -> ticksTellOfRefusals(second.bootstrapServers()));
            }
        }
    }

    /** Whether every partition was told that observations were refused. */
    private static boolean ticksTellOfRefusals(String bootstrapServers) {
        Set<Integer> told = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition("slipstream.events", 0), new TopicPartition("slipstream.events", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    if (each.value() == null && each.headers().lastHeader(TickHeaders.REFUSED_SINCE) != null) {
                        told.add(each.partition());
                    }
                }
            }
        }
        return told.size() == 2;
    }

    private static IngestGateway launch(String bootstrapServers, String registryUrl, Path directory) {
        SettingsReader reader = SettingsReader.of(Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "topics.partitions",
                "2",
                "gateway.port",
                "0",
                "prober.enabled",
                "false",
                "publish.delivery-timeout",
                "2s",
                "secrets.key-file",
                directory.resolve("secrets").toString(),
                "access.operator-token-file",
                directory.resolve("operator-token").toString()));
        GatewaySettings settings = GatewaySettings.read(reader);
        reader.finish();
        return IngestGateway.launch(settings, Clock.systemUTC());
    }

    private void register(IngestGateway gateway, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(gateway, token, "PUT", "/v1/apps/app", """
                {"name":"An app","partnerName":"A partner","products":["jira"]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpResponse<String> post(IngestGateway gateway, String token, String id)
            throws IOException, InterruptedException {
        return call(gateway, token, "POST", "/v1/events", """
                [{"id":"%s","appKey":"app","sli":"webhook-delivery","product":"jira","status":200,"occurredAt":"%s"}]""".formatted(id, Instant.now()));
    }

    private HttpResponse<String> call(IngestGateway gateway, String token, String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .timeout(DEADLINE)
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
