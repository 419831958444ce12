package slipstream.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who ask one server as fast as it answers, each on a connection of its own. */
final class Crowd {
    private static final int CONNECTIONS = 16;

    private final long nanos;

    /** One that asks for so long. */
    Crowd(Duration time) {
        nanos = time.toNanos();
    }

    /** Answers a second, all of them 200; everybody asks all questions in turn. */
    double perSecond(URI server, List<byte[]> questions) throws InterruptedException, ExecutionException {
        ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long end = System.nanoTime() + nanos;
            List<Future<Long>> asking = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i * questions.size() / CONNECTIONS;
                asking.add(askers.submit(() -> ask(server, questions, first, end)));
            }
            long answers = 0;
            for (Future<Long> each : asking) {
                answers += each.get();
            }
            return answers * 1e9 / nanos;
        } finally {
            askers.shutdownNow();
        }
    }

    private static long ask(URI server, List<byte[]> questions, int first, long end) throws IOException {
        long answers = 0;
        try (Connection connection = new Connection(server)) {
            for (int next = first; System.nanoTime() < end; next++) {
                connection.ask(questions.get(next % questions.size()), 200);
                answers++;
            }
        }
        return answers;
    }
}
