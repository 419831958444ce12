package slipstream.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** P9: two processors, of which one counts and the other keeps a copy; how long it takes until that one counts when the first is killed. */
final class Takeover {
    private static final long DEADLINE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long POLL_NANOS = 1_000_000;

    /** Ticks that come in before the killing, so that it happens in the middle of work, an open transaction. */
    private static final int TICKS = 60;

    private static final long AT_WORK_NANOS = Duration.ofMillis(200).toNanos();

    private final Cluster cluster;
    private final String application;

    Takeover(Cluster cluster, String application) {
        this.cluster = cluster;
        this.application = application;
    }

    /** Seconds from the killing until the other one counts; both go on with the state that lies in their directories. */
    double seconds(Workload workload, int events, Path one, Path another) throws IOException {
        try (Member first = new Member(one)) {
            first.await(StandbyProcess.HOLDS);
            try (Member second = new Member(another)) {
                Member holder = whoHolds(first, second);
                cluster.tick(workload.minutesOf(events) + Judging.MINUTES, TICKS);
                LockSupport.parkNanos(AT_WORK_NANOS);
                long begin = System.nanoTime();
                holder.process.destroyForcibly();
                (holder == first ? second : first).await(StandbyProcess.HOLDS);
                return (System.nanoTime() - begin) / 1e9;
            }
        }
    }

    /** The partition may move to the one that comes later; whoever has it then, the other one has a copy. */
    private static Member whoHolds(Member first, Member second) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (System.nanoTime() < deadline) {
            if (first.is(StandbyProcess.HOLDS) && second.is(StandbyProcess.COPIES)) {
                return first;
            }
            if (second.is(StandbyProcess.HOLDS) && first.is(StandbyProcess.COPIES)) {
                return second;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new IllegalStateException("no copy: one " + first.last + ", another " + second.last);
    }

    /** One of the two processes, and what it said last. */
    private final class Member implements AutoCloseable {
        private final Process process;
        private final Thread reader;
        private volatile @Nullable String last;

        Member(Path state) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx2g",
                            "-XX:+UseParallelGC",
                            "-XX:+UseTransparentHugePages",
                            "-classpath",
                            System.getProperty("java.class.path"),
                            StandbyProcess.class.getName(),
                            cluster.settings().bootstrapServers(),
                            application,
                            state.toString())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            cluster.stateDirectory("standby.log").toFile()))
                    .start();
            reader = new Thread(this::read, "standby");
            reader.start();
        }

        private void read() {
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    last = StandbyProcess.WORDS.contains(line) ? line : last;
                }
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        boolean is(String what) {
            return what.equals(last);
        }

        void await(String what) {
            long deadline = System.nanoTime() + DEADLINE_NANOS;
            while (!is(what)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IllegalStateException("waited in vain until a process " + what + "; was " + last);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                process.waitFor(1, TimeUnit.MINUTES);
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
