package slipstream.standalone.backfill;

import java.io.IOException;

/** A file of which nothing can be loaded, with a sentence that says why. */
public final class UnusableFile extends IOException {
    private static final long serialVersionUID = 1;

    UnusableFile(String reason) {
        super(reason);
    }
}
