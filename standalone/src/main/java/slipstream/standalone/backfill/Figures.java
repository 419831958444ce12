package slipstream.standalone.backfill;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** The books of a backfill: read = admitted + refused, once nothing is under way. */
final class Figures {
    final LongAdder read = new LongAdder();
    final LongAdder admitted = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder refused = new LongAdder();

    /** On one line; {@code taken} says what became of those that were not refused. */
    String text(String taken) {
        return String.format(
                Locale.ROOT,
                "%s %,d (%,d of them twice), refused %,d",
                taken,
                admitted.sum(),
                repeated.sum(),
                refused.sum());
    }
}
