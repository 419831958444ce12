package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.kit.run.Closing;
import slipstream.standalone.broker.BrokerSettings;
import slipstream.standalone.broker.EmbeddedBroker;
import slipstream.standalone.client.SlipstreamClient;
import slipstream.standalone.example.Compared;
import slipstream.standalone.example.GoodAndBad;
import slipstream.standalone.example.PlainLoop;

@DisplayName("A standalone on a broker that goes away and comes back")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResendTest {
    private static final String APP = "com.example.resent";
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    @Test
    void acknowledges_nothing_meanwhile_and_counts_once_what_is_sent_again(@TempDir Path directory) {
        try (Closing brokers = new Closing()) {
            EmbeddedBroker first = brokers.add(
                    EmbeddedBroker.start(new BrokerSettings(directory.resolve("broker"), "127.0.0.1", 0, 0)));
            stopAndStart(first, brokers, directory.resolve("data"));
        }
    }

    private static void stopAndStart(EmbeddedBroker first, Closing brokers, Path data) {
        Map<String, String> settings = RunningSlipstream.anywhere(
                Map.of("kafka.bootstrap.servers", first.bootstrapServers(), "publish.delivery-timeout", "2s"));
        GivenOptions given = GivenOptions.of(data, settings);
        BrokerSettings same = first.settings();
        try (Standalone standalone =
                RunningSlipstream.ready(Standalone.launch(StandaloneSettings.read(given), InstantSource.system()))) {
            SlipstreamClient client = standalone.operator();
            client.putApp(APP, Map.of("name", "Resent", "partnerName", "P", "products", List.of("jira")));
            Instant seen = Instant.now();
            List<Map<String, Object>> before = Deliveries.of(APP, "before", seen, 5, 1);
            List<Map<String, Object>> meanwhile = Deliveries.of(APP, "meanwhile", seen, 7, 2);
            assertThat(client.statusOfReport(before)).isEqualTo(202);

            first.close();
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(client.statusOfReport(meanwhile));
            }
            assertThat(answers).containsOnly(503);

            EmbeddedBroker second = brokers.add(EmbeddedBroker.start(same));
            assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
            await().atMost(DEADLINE).until(() -> client.statusOfReport(meanwhile) == 202);
            assertThat(client.statusOfReport(before)).isEqualTo(202);
            assertThat(client.statusOfReport(meanwhile)).isEqualTo(202);
            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(Compared.windows(client.slis(APP), new PlainLoop(List.of())))
                            .isNotEmpty()
                            .extracting(Compared::slipstream)
                            .containsOnly(new GoodAndBad(12, 3)));
        }
    }
}
