package slipstream.kit.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Commits before their turn, for what somebody waits for. A commit covers every task of its stream thread, so a thread has one of
 * these at most every {@link #LEAST}, however much there is to be told; who comes sooner gets the next one. Nothing that is
 * written depends on them, only when it can be read. One for each topology.
 */
public final class PromptCommits {
    /** Time between two of them: a commit takes a few milliseconds, and most of a thread's time is for the records. */
    public static final Duration LEAST = Duration.ofMillis(20);

    /** Who reads what is older catches up, is faster with fewer commits, and keeps nobody waiting who was not waiting before. */
    public static final Duration RECENT = Duration.ofSeconds(10);

    private final ThreadLocal<Turns> turns = ThreadLocal.withInitial(Turns::new);

    /**
     * What was just written is committed as soon as may be. Call it while a record is processed.
     *
     * @param since when that began which somebody waits for, by the clock on the wall
     */
    public void ask(ProcessorContext<?, ?> context, long since) {
        long now = context.currentSystemTimeMs();
        if (now - since <= RECENT.toMillis()) {
            turns.get().ask(context, now);
        }
    }

    /** The commits of one stream thread. */
    private static final class Turns {
        /** When the last one was asked for, or the next one will be; wall clock. */
        private long at = -LEAST.toMillis();

        private void ask(ProcessorContext<?, ?> context, long now) {
            long wait = at + LEAST.toMillis() - now;
            if (wait <= 0 || at - now > LEAST.toMillis()) { // or somebody has set the clock back
                at = now;
                context.commit();
            } else if (at <= now) {
                at += LEAST.toMillis();
                new Later(context).in(Duration.ofMillis(wait));
            }
        }
    }

    /** A commit that is asked for once, when its time has come. */
    private static final class Later implements Punctuator {
        private final ProcessorContext<?, ?> context;
        private @Nullable Cancellable waiting;

        private Later(ProcessorContext<?, ?> context) {
            this.context = context;
        }

        private void in(Duration time) {
            waiting = context.schedule(time, PunctuationType.WALL_CLOCK_TIME, this);
        }

        @Override
        public void punctuate(long timestamp) {
            if (waiting != null) {
                waiting.cancel();
            }
            context.commit();
        }
    }
}
