package slipstream.standalone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.gateway.IngestGateway;
import slipstream.schemas.avro.Event;
import slipstream.schemas.avro.Outcome;
import slipstream.schemas.avro.Sli;
import slipstream.schemas.avro.Source;

@DisplayName("What is observed of apps")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObservationTest {
    private static final int APPS = 12;

    @Test
    void is_probed_by_gateways_that_share_the_apps_and_take_over_from_each_other(@TempDir Path directory)
            throws IOException {
        try (GatewaysUnderTest gateways = new GatewaysUnderTest(directory);
                HealthyApp app = new HealthyApp()) {
            IngestGateway one = gateways.launch("one");
            IngestGateway two = gateways.launch("two");
            IntStream.range(0, APPS).forEach(n -> gateways.operate(one, "PUT", "/v1/apps/app" + n, app.as(n)));

            await().atMost(GatewaysUnderTest.DEADLINE).untilAsserted(() -> {
                Map<String, Set<String>> probed =
                        probedSince(gateways, Instant.now().minusSeconds(3));
                assertThat(probed.get("one")).isNotEmpty();
                assertThat(probed.get("two")).isNotEmpty().doesNotContainAnyElementsOf(probed.get("one"));
                assertThat(probed.get("one").size() + probed.get("two").size()).isEqualTo(APPS);
            });

            two.close();
            Instant closed = Instant.now();
            await().atMost(GatewaysUnderTest.DEADLINE)
                    .untilAsserted(() ->
                            assertThat(probedSince(gateways, closed).get("one")).hasSize(APPS));
            assertThat(gateways.events()).allSatisfy(event -> {
                assertThat(event.getSource()).isEqualTo(Source.PROBER);
                assertThat(event.getSli()).isEqualTo(Sli.AVAILABILITY);
                assertThat(event.getOutcome()).isEqualTo(Outcome.GOOD);
                assertThat(event.getStatus()).isEqualTo(200);
            });
        }
    }

    @Test
    void is_published_by_an_installed_app_and_no_longer_by_an_uninstalled_one(@TempDir Path directory) {
        String path = "/rest/atlassian-connect/latest/addons-metrics/quiet/publish";
        String installation = "/v1/apps/quiet/installations/site";
        String body = "[{\"metricsType\":\"IFRAME\",\"durationInMillis\":80,\"status\":\"SUCCESS\"}]";
        try (GatewaysUnderTest gateways = new GatewaysUnderTest(directory)) {
            IngestGateway gateway = gateways.launch("one");
            gateways.operate(
                    gateway,
                    "PUT",
                    "/v1/apps/quiet",
                    "{\"name\":\"Quiet\",\"partnerName\":\"P\",\"products\":[\"jira\"],\"baseUrls\":[],\"contacts\":[]}");
            gateways.operate(
                    gateway, "PUT", installation, "{\"product\":\"jira\",\"sharedSecret\":\"a-secret-of-the-site\"}");

            String token = "JWT " + token("quiet", path, "a-secret-of-the-site");
            assertThat(gateways.call(gateway, "PUT", path, token, body).statusCode())
                    .isEqualTo(200);
            assertThat(gateways.events()).singleElement().satisfies(event -> {
                assertThat(event.getSli()).isEqualTo(Sli.IFRAME_LOAD);
                assertThat(event.getScope()).isEqualTo("jira");
                assertThat(event.getSource()).isEqualTo(Source.APP);
                assertThat(event.getDurationMillis()).isEqualTo(80);
            });

            gateways.operate(gateway, "PUT", installation, "{\"product\":\"jira\",\"state\":\"uninstalled\"}");
            assertThat(gateways.call(gateway, "PUT", path, token, body).statusCode())
                    .isEqualTo(403);
            assertThat(gateways.events()).hasSize(1);
        }
    }

    private static Map<String, Set<String>> probedSince(GatewaysUnderTest gateways, Instant start) {
        return gateways.events().stream()
                .filter(event -> event.getOccurredAt().isAfter(start))
                .collect(groupingBy(Event::getRegion, mapping(Event::getAppKey, toSet())));
    }

    private static String token(String appKey, String path, String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("PUT&" + path + "&").getBytes(UTF_8));
            long now = Instant.now().getEpochSecond();
            String claims = "{\"iss\":\"%s\",\"iat\":%d,\"exp\":%d,\"qsh\":\"%s\"}"
                    .formatted(appKey, now, now + 180, HexFormat.of().formatHex(hash));
            String input = base64("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A web server that is well under every path. */
    private static final class HealthyApp implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        HealthyApp() throws IOException {
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        String as(int n) {
            return """
                    {"name":"App","partnerName":"P","products":["jira"],"contacts":[],
                     "baseUrls":[{"url":"http://127.0.0.1:%d/app%d","healthPath":"/health"}]}""".formatted(server.getAddress().getPort(), n);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
