package slipstream.standalone.backfill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import slipstream.kit.http.Json;
import slipstream.standalone.client.EventPost;
import slipstream.standalone.client.EventPost.Answered;

/**
 * Sends batches one after another, so that the events of an app arrive in the order of the file. While a batch is under way one
 * more waits; whoever brings another one waits too.
 */
final class Sender implements AutoCloseable {
    private static final int MAX_EVENTS = 1_000;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Batch LAST = new Batch();
    private static final long LOOK_MILLIS = 100;

    /** Events that are sent together. */
    private static final class Batch {
        private final List<Pending> events = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    }

    /**
     * An event to be sent.
     *
     * @param source the file that holds it
     * @param item the event
     * @param repeated whether the same one went by before
     */
    record Pending(Path source, FileItem.Read item, boolean repeated) {}

    private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(1);
    private final EventPost post;
    private final Figures figures;
    private final RefusedEvents refused;
    private final Thread thread;
    private Batch filling = new Batch();
    private volatile @Nullable Exception failure;

    Sender(int number, EventPost post, Figures figures, RefusedEvents refused) {
        this.post = post;
        this.figures = figures;
        this.refused = refused;
        this.thread = new Thread(this::run, "slipstream-backfill-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes an event; answers false when nothing more can be sent. */
    boolean send(Pending event) throws InterruptedException {
        byte[] json = Json.bytes(event.item().event());
        if (filling.events.size() == MAX_EVENTS || filling.body.size() + json.length > MAX_BYTES) {
            offer(filling);
            filling = new Batch();
        }
        filling.body.write(filling.events.isEmpty() ? '[' : ',');
        filling.body.writeBytes(json);
        filling.events.add(event);
        return failure == null;
    }

    private void offer(Batch batch) throws InterruptedException {
        while (failure == null && !waiting.offer(batch, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            // The gateway is slower than the file: the reading waits here.
        }
    }

    private void run() {
        try {
            for (Batch batch = waiting.take(); batch != LAST; batch = waiting.take()) {
                batch.body.write(']');
                note(batch, post.post(batch.body.toByteArray()));
            }
        } catch (EventPost.GivenUp | IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private void note(Batch batch, List<Answered> answers) throws IOException {
        if (answers.size() != batch.events.size()) {
            throw new IOException("the gateway answered " + answers.size() + " of " + batch.events.size() + " events");
        }
        for (int i = 0; i < answers.size(); i++) {
            Pending event = batch.events.get(i);
            if (answers.get(i).accepted()) {
                figures.admitted.increment();
                figures.repeated.add(event.repeated() ? 1 : 0);
            } else {
                figures.refused.increment();
                refused.add(
                        event.source(),
                        event.item(),
                        answers.get(i).code(),
                        answers.get(i).reason());
            }
        }
    }

    /** Sends the rest. */
    void finish() throws InterruptedException {
        if (!filling.events.isEmpty()) {
            offer(filling);
        }
        offer(LAST);
        thread.join();
    }

    /** Why it stopped, if it did. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Ends at once. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
