package slipstream.standalone.backfill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads files of old events. The reading waits for the sending; nothing is held but the batches under way. */
final class Backfill {
    private final FileReading reading;
    private final Figures figures;
    private final RefusedEvents refused;
    private final Optional<RecentEvents> recent;
    private final EventNames names = new EventNames();

    /**
     * A backfill that has not begun.
     *
     * @param reading opens files
     * @param figures its books
     * @param refused where what is refused goes
     * @param recent which events are left alone; empty: none
     */
    Backfill(FileReading reading, Figures figures, RefusedEvents refused, Optional<RecentEvents> recent) {
        this.reading = reading;
        this.figures = figures;
        this.refused = refused;
        this.recent = recent;
    }

    /** Where an event goes that may be sent; false when nothing more can be sent. */
    @FunctionalInterface
    interface Destination {
        boolean take(Sender.Pending event) throws IOException, InterruptedException;
    }

    /** Sends everything, the events of one app always by the same sender. */
    void load(List<Path> files, List<Sender> senders) throws IOException, InterruptedException {
        try {
            boolean complete =
                    read(files, event -> senders.get(Math.floorMod(appOf(event).hashCode(), senders.size()))
                            .send(event));
            for (Sender each : senders) {
                if (complete) {
                    each.finish();
                }
            }
        } finally {
            senders.forEach(Sender::close);
        }
        failOf(senders);
    }

    private static String appOf(Sender.Pending event) {
        return event.item().event().path(EventField.APP_KEY.id()).asText();
    }

    private static void failOf(List<Sender> senders) throws IOException {
        for (Sender each : senders) {
            Exception failure = each.failure();
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException ours) {
                throw ours;
            }
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }

    /** Reads everything and hands on what may be sent; false when it was not read to its end. */
    boolean read(List<Path> files, Destination destination) throws IOException, InterruptedException {
        for (Path file : files) {
            names.beginFile();
            try (EventFile events = reading.open(file)) {
                for (@Nullable FileItem item = events.next(); item != null; item = events.next()) {
                    figures.read.increment();
                    if (!take(file, item, destination)) {
                        return false;
                    }
                }
            } catch (UnusableFile unusable) {
                throw new UnusableFile(file + " " + unusable.getMessage());
            }
        }
        return true;
    }

    private boolean take(Path file, FileItem item, Destination destination) throws IOException, InterruptedException {
        if (item instanceof FileItem.Broken broken) {
            figures.refused.increment();
            refused.add(file, broken);
            return true;
        }
        FileItem.Read read = (FileItem.Read) item;
        Optional<String> objection = recent.flatMap(each -> each.objection(read.event()));
        if (objection.isPresent()) {
            figures.refused.increment();
            refused.add(file, read, "too-recent", objection.get());
            return true;
        }
        if (names.isFull() && !read.event().has(EventField.ID.id())) {
            throw new UnusableFile("has more than " + EventNames.MAX_NAMED
                    + " events without an id: give them ids, or cut the file into several");
        }
        boolean repeated = names.name(read.event());
        return destination.take(new Sender.Pending(file, read, repeated));
    }
}
