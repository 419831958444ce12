package slipstream.standalone.backfill;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of events, read once from its beginning to its end. */
interface EventFile extends Closeable {
    /** The next item; null at the end. */
    @Nullable
    FileItem next() throws IOException;
}
