package slipstream.standalone.backfill;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes were read, of all files together. */
final class CountedBytes {
    private final AtomicLong count = new AtomicLong();

    /** The same input, counted. */
    InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                if (read >= 0) {
                    count.incrementAndGet();
                }
                return read;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                if (read > 0) {
                    count.addAndGet(read);
                }
                return read;
            }
        };
    }

    long count() {
        return count.get();
    }
}
