package slipstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.standalone.client.Reported;
import slipstream.standalone.example.AccessLog;
import slipstream.standalone.example.Compared;
import slipstream.standalone.example.GoodAndBad;
import slipstream.standalone.example.LoggedRequest;
import slipstream.standalone.example.PlainLoop;

@DisplayName("A real access log of 3.5 days, half of it out of order, is counted like a plain loop counts it")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(WithSlipstream.class)
class AccessLogTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int WINDOWS = 3;
    private static final List<Duration> AGES = List.of(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(17),
            Duration.ofMinutes(59),
            Duration.ofMinutes(119),
            Duration.ofHours(5),
            Duration.ofHours(13),
            Duration.ofHours(25),
            Duration.ofHours(47),
            Duration.ofHours(71));

    @Test
    void in_the_order_of_the_log(RunningSlipstream slipstream) throws IOException {
        AccessLog log = AccessLog.bundled().endingAt(slipstream.clock().instant());

        assertThat(load(slipstream, "com.semicomplete.www", log.requests()).accepted())
                .isEqualTo(10_000);

        assertEqualToPlainLoop(slipstream, "com.semicomplete.www", log);
    }

    @ParameterizedTest(name = "in random order {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void in_random_order(long seed, RunningSlipstream slipstream) throws IOException {
        String appKey = "com.semicomplete.shuffled-" + seed;
        AccessLog log = AccessLog.bundled().endingAt(slipstream.clock().instant());
        List<LoggedRequest> shuffled = new ArrayList<>(log.requests());
        Collections.shuffle(shuffled, new Random(seed));

        load(slipstream, appKey, shuffled);

        assertEqualToPlainLoop(slipstream, appKey, log);
    }

    @Test
    void with_every_tenth_line_twice(RunningSlipstream slipstream) throws IOException {
        String appKey = "com.semicomplete.doubled";
        AccessLog log = AccessLog.bundled().endingAt(slipstream.clock().instant());
        List<LoggedRequest> doubled = new ArrayList<>(log.requests());
        log.requests().stream().filter(request -> request.line() % 10 == 0).forEach(doubled::add);

        assertThat(load(slipstream, appKey, doubled).accepted()).isEqualTo(11_000);
        // What comes last on the partition is counted last: once it shows, the doubles before it were decided on.
        load(slipstream, appKey, log.requests().subList(0, 1));

        assertEqualToPlainLoop(slipstream, appKey, log);
    }

    private static Reported load(RunningSlipstream slipstream, String appKey, List<LoggedRequest> requests) {
        slipstream.register(appKey);
        Reported reported = slipstream
                .client()
                .report(requests.stream()
                        .map(request -> request.asDelivery(appKey))
                        .toList());
        assertThat(reported.reasons()).isEmpty();
        return reported;
    }

    private static void assertEqualToPlainLoop(RunningSlipstream slipstream, String appKey, AccessLog log) {
        PlainLoop loop = new PlainLoop(log.requests());
        Instant minute = slipstream.clock().minute();
        GoodAndBad all = loop.count(Instant.MIN, Instant.MAX);
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(
                        Compared.windows(slipstream.client().slis(appKey), loop))
                .extracting(Compared::slipstream)
                .contains(all));
        for (Duration age : AGES) {
            List<Compared> windows = Compared.windows(slipstream.client().slis(appKey, minute.minus(age)), loop);
            assertThat(windows).hasSize(WINDOWS).allSatisfy(window -> {
                assertThat(window.from()).isEqualTo(startOf(window));
                assertThat(window.slipstream()).as(window.toString()).isEqualTo(window.loop());
            });
        }
        assertHistory(slipstream, appKey, loop, minute.minus(Duration.ofDays(4)), minute, Duration.ofMinutes(5), all);
        Instant from = minute.minus(Duration.ofMinutes(110));
        assertHistory(slipstream, appKey, loop, from, minute, Duration.ofMinutes(1), loop.count(from, minute));
    }

    /** Windows over one hour begin with a whole five-minute cell. */
    private static Instant startOf(Compared window) {
        Duration length = Duration.parse(window.window());
        Instant start = window.to().minus(length);
        long step = length.compareTo(Duration.ofHours(1)) > 0 ? 300 : 60;
        return Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), step) * step);
    }

    private static void assertHistory(
            RunningSlipstream slipstream,
            String appKey,
            PlainLoop loop,
            Instant from,
            Instant to,
            Duration step,
            GoodAndBad expected) {
        JsonNode history = slipstream.client().history(appKey, "webhook-delivery", "jira", from, to, step.toString());
        long good = 0;
        long bad = 0;
        for (JsonNode cell : history.get("cells")) {
            Instant start = Instant.parse(cell.get("from").asText());
            GoodAndBad counted =
                    new GoodAndBad(cell.get("good").asLong(), cell.get("bad").asLong());
            assertThat(counted).as("cell of %s", start).isEqualTo(loop.count(start, start.plus(step)));
            good += counted.good();
            bad += counted.bad();
        }
        assertThat(new GoodAndBad(good, bad)).as("whole history").isEqualTo(expected);
    }
}
