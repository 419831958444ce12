package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import slipstream.kit.http.Json;
import slipstream.processor.GroupProtocol;
import slipstream.standalone.SteadyReads.Read;

@DisplayName("Three processors, one of which is killed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class InstancesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final long PROMISED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int GOOD = 7;

    private final List<String> apps =
            IntStream.range(0, 24).mapToObj(i -> "com.example.app-" + i).toList();

    @ParameterizedTest
    @EnumSource(GroupProtocol.class)
    void answer_for_every_app_meanwhile_and_count_on(GroupProtocol protocol, @TempDir Path data) throws Exception {
        try (ThreeProcessors processors = ThreeProcessors.start(data, protocol)) {
            apps.forEach(app -> register(processors, app));
            report(processors, "before");
            await().atMost(DEADLINE).until(() -> apps.stream().allMatch(app -> isOwnedAndCopied(processors, app)));
            await().atMost(DEADLINE)
                    .until(() -> !ownedBy(processors, processors.mortal()).isEmpty());
            processors.living().forEach(each -> awaitList(processors, each, GOOD));
            List<String> lost = ownedBy(processors, processors.mortal());
            assertThat(lost).isNotEmpty();

            List<Read> reads;
            long killed;
            try (SteadyReads reading = new SteadyReads(processors, apps)) {
                await().atMost(DEADLINE).until(() -> reading.done().size() >= 100);
                killed = System.nanoTime();
                processors.kill();
                await().atMost(DEADLINE).until(() -> lost.stream().allMatch(app -> isOwned(processors, app)));
                print("takeover by a standby after %.1f s%n", (System.nanoTime() - killed) / 1e9);
                int before = reading.done().size();
                await().atMost(DEADLINE).until(() -> reading.done().size() >= before + 100);
                reads = reading.done();
            }

            processors.living().forEach(each -> awaitList(processors, each, GOOD));
            print(
                    "%d reads, %d of them without an answer%n",
                    reads.size(), faults(reads).size());
            assertThat(faults(reads))
                    .allMatch(read -> read.sentNanos() >= killed && read.sentNanos() < killed + PROMISED_NANOS);
            assertThat(reads).filteredOn(read -> !read.isFault()).allSatisfy(InstancesTest::isWhole);
            assertThat(reads)
                    .as("answered while the owner was gone")
                    .anyMatch(read -> lost.contains(read.appKey())
                            && read.sentNanos() > killed
                            && read.copy().equals("standby"));

            report(processors, "after");
            processors.living().forEach(each -> awaitList(processors, each, 2 * GOOD));
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }

    private static void register(ThreeProcessors processors, String app) {
        processors
                .client()
                .putApp(
                        app,
                        Map.of(
                                "name",
                                "App",
                                "partnerName",
                                "P",
                                "products",
                                List.of("jira"),
                                "contacts",
                                List.of("oncall@example.com")));
    }

    private void report(ThreeProcessors processors, String prefix) {
        List<Map<String, Object>> events = new ArrayList<>();
        apps.forEach(app -> events.addAll(Deliveries.of(app, prefix + app, Instant.now(), GOOD, 0)));
        assertThat(processors.client().report(events).accepted()).isEqualTo(events.size());
    }

    private static boolean isOwnedAndCopied(ThreeProcessors processors, String app) {
        List<String> copies = new ArrayList<>(List.of(processors.copyAt(processors.mortal(), app)));
        processors.living().forEach(each -> copies.add(processors.copyAt(each, app)));
        return copies.contains("owner") && copies.contains("standby");
    }

    private static boolean isOwned(ThreeProcessors processors, String app) {
        return processors.living().stream()
                .anyMatch(each -> processors.copyAt(each, app).equals("owner"));
    }

    private List<String> ownedBy(ThreeProcessors processors, String processor) {
        return apps.stream()
                .filter(app -> processors.copyAt(processor, app).equals("owner"))
                .toList();
    }

    /** Every app once, and everything of it. */
    private void awaitList(ThreeProcessors processors, String processor, long good) {
        await().atMost(DEADLINE).untilAsserted(() -> {
            String text = processors
                    .read(processor, "/v1/slis?sli=webhook-delivery&limit=500")
                    .join()
                    .body();
            JsonNode list = Json.mapper().readTree(text);
            assertThat(list.path("partial").asBoolean(true)).as(text).isFalse();
            assertThat(list.get("apps"))
                    .extracting(app -> app.get("appKey").asText())
                    .containsExactlyElementsOf(new TreeSet<>(apps));
            assertThat(list.get("apps"))
                    .extracting(app -> app.at("/series/0/windows/2/good").asLong())
                    .containsOnly(good);
        });
    }

    private static List<Read> faults(List<Read> reads) {
        return reads.stream().filter(Read::isFault).toList();
    }

    private static void isWhole(Read read) {
        JsonNode body = read.body();
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(Instant.parse(body.get("asOf").asText())).isNotNull();
        assertThat(Instant.parse(body.get("measuredThrough").asText())).isNotNull();
        assertThat(body.get("partial").asBoolean()).isFalse();
        assertThat(body.at("/series/0/windows/2/good").asLong()).isEqualTo(GOOD);
    }
}
