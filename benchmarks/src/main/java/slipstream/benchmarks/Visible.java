package slipstream.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import slipstream.schemas.avro.Sli;

/** P10: from the gateway's answer to an event until the processor's REST shows it, while many other events flow. */
final class Visible {
    private static final int EVENTS = 400;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final long DEADLINE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_QUESTIONS_NANOS = 500_000;

    /** No multiple of the time between two commits, so that events meet every moment between them. */
    private static final long BETWEEN_EVENTS_NANOS = 37_000_000;

    /** Their events are timed and nobody else's come: on several partitions. */
    private static final int TIMED_APPS = 20;

    private static final Pattern GOOD = Pattern.compile("\"good\":(\\d+)");

    private final Live live;
    private final Scale scale;

    Visible(Live live, Scale scale) {
        this.live = live;
        this.scale = scale;
    }

    void run(Report report) throws Exception {
        Samples millis = new Samples();
        try (Flow flow = new Flow(live, Live.APPS - TIMED_APPS);
                Connection gateway = live.gateway();
                Connection processor = live.processor()) {
            Thread.sleep(scale.of(WARM_UP).toMillis());
            long acceptedBefore = flow.accepted();
            long begin = System.nanoTime();
            for (int i = 0; i < scale.of(EVENTS); i++) {
                LockSupport.parkNanos(BETWEEN_EVENTS_NANOS);
                millis.add(nanos(gateway, processor, i) / 1e6);
                flow.check();
            }
            double rate = (flow.accepted() - acceptedBefore) * 1e9 / (System.nanoTime() - begin);
            report.row(
                    "P10",
                    "event accepted → in REST while %,.0f events/s flow, p50 / p99, ms".formatted(rate),
                    "≤ 150 / 500",
                    millis.medianAndTail(Samples::tenths));
        }
    }

    private long nanos(Connection gateway, Connection processor, int number) throws Exception {
        int app = Live.APPS - 1 - number % TIMED_APPS;
        byte[] question = live.windows(app);
        processor.ask(question, 200);
        long before = good(processor.body());
        Observed event = new Observed(app, Sli.WEBHOOK_DELIVERY, "timed-" + number, true);
        gateway.ask(live.events(Stream.of(event)), 202);
        long accepted = System.nanoTime();
        while (true) {
            processor.ask(question, 200);
            long now = System.nanoTime();
            if (good(processor.body()) > before) {
                return now - accepted;
            }
            if (now - accepted > DEADLINE_NANOS) {
                throw new IllegalStateException("the event is not in " + processor.body());
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS_NANOS);
        }
    }

    /** Good events over all series and windows of an answer. */
    private static long good(String windows) {
        long sum = 0;
        for (Matcher each = GOOD.matcher(windows); each.find(); ) {
            sum += Long.parseLong(each.group(1));
        }
        return sum;
    }
}
