package slipstream.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;

/** Fifty reads a second, whatever becomes of them, of app after app through instance after instance. */
final class SteadyReads implements AutoCloseable {
    private static final long EVERY_MILLIS = 20;

    private final ThreeProcessors processors;
    private final List<String> apps;
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;
    private int sent;

    /**
     * One read and what became of it.
     *
     * @param sentNanos when it was sent
     * @param appKey the app that was asked for
     * @param status HTTP status; 0 when there was no answer
     * @param copy who answered
     * @param text what
     */
    record Read(long sentNanos, String appKey, int status, String copy, String text) {
        JsonNode body() {
            try {
                return Json.mapper().readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isFault() {
            return status == 0 || status >= 500;
        }
    }

    SteadyReads(ThreeProcessors processors, List<String> apps) {
        this.processors = processors;
        this.apps = apps;
        ticking = timer.scheduleAtFixedRate(this::next, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void next() {
        String app = apps.get(sent % apps.size());
        List<String> asked = processors.living();
        String processor = asked.get(sent / apps.size() % asked.size());
        sent++;
        long now = System.nanoTime();
        var unused = processors
                .read(processor, "/v1/apps/" + app + "/slis")
                .whenComplete((answer, fault) -> reads.add(noted(now, app, answer, fault)));
    }

    private static Read noted(
            long sentNanos, String app, @Nullable HttpResponse<String> answer, @Nullable Throwable fault) {
        if (answer == null) {
            return new Read(sentNanos, app, 0, "none", String.valueOf(fault));
        }
        String copy = answer.headers().firstValue("Slipstream-Copy").orElse("none");
        return new Read(sentNanos, app, answer.statusCode(), copy, answer.body());
    }

    /** What has been answered, or not, until now. */
    List<Read> done() {
        return List.copyOf(reads);
    }

    @Override
    public void close() {
        ticking.cancel(true);
        timer.shutdownNow();
    }
}
