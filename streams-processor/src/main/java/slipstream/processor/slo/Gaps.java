package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The gaps of one partition: in order, none of them sharing a minute with another. */
final class Gaps {
    /** How many gaps may begin until those that are too old are let go. */
    private static final int TIDIED_EVERY = 64;

    private List<Gap> all = new ArrayList<>();

    /** Minutes in all gaps before each of them, and in all: of what the prober measures, and of the rest. Empty when they changed. */
    private long[] ofProber = {};

    private long[] ofOthers = {};

    /** From now on a stretch is a gap of this reason, whatever it was. What ended before {@code oldest} is let go. */
    void mark(Gap wanted, long oldest) {
        ofProber = new long[0];
        ofOthers = ofProber;
        if (append(wanted)) {
            return;
        }
        Gap added = wanted;
        List<Gap> others = new ArrayList<>();
        for (Gap gap : all) {
            if (gap.reason() == added.reason() && gap.to() >= added.from() && gap.from() <= added.to()) {
                added = new Gap(Math.min(gap.from(), added.from()), Math.max(gap.to(), added.to()), added.reason());
            } else if (gap.to() > oldest) {
                others.add(gap);
            }
        }
        List<Gap> marked = new ArrayList<>(List.of(added));
        for (Gap gap : others) {
            addUnlessEmpty(marked, gap.from(), Math.min(gap.to(), added.from()), gap.reason());
            addUnlessEmpty(marked, Math.max(gap.from(), added.to()), gap.to(), gap.reason());
        }
        marked.sort(Comparator.comparingLong(Gap::from));
        all = marked;
    }

    /** Marks what follows all others, as a passing minute does, without looking at them. False when it does not follow, or tidying is due. */
    private boolean append(Gap wanted) {
        if (all.isEmpty() || all.size() % TIDIED_EVERY == 0) {
            return false;
        }
        Gap last = all.get(all.size() - 1);
        if (last.to() == wanted.from() && last.reason() == wanted.reason()) {
            all.set(all.size() - 1, new Gap(last.from(), wanted.to(), wanted.reason()));
            return true;
        }
        return last.to() <= wanted.from() && all.add(wanted);
    }

    private static void addUnlessEmpty(List<Gap> gaps, long from, long to, Gap.Reason reason) {
        if (from < to) {
            gaps.add(new Gap(from, to, reason));
        }
    }

    /** Why an epoch minute lies in one of them, if it concerns what is asked about; empty when it does not. */
    Optional<Gap.Reason> reasonAt(long minute, boolean byProber) {
        int at = firstAfter(minute);
        if (at == all.size() || all.get(at).from() > minute || !all.get(at).concerns(byProber)) {
            return Optional.empty();
        }
        return Optional.of(all.get(at).reason());
    }

    /** What lies of them in [from, to): of all, or of those that concern more than the prober. */
    List<Gap> within(long from, long to, boolean byProber) {
        List<Gap> found = new ArrayList<>(0);
        for (int i = firstAfter(from); i < all.size() && all.get(i).from() < to; i++) {
            Gap gap = all.get(i);
            if (gap.concerns(byProber)) {
                addUnlessEmpty(found, Math.max(from, gap.from()), Math.min(to, gap.to()), gap.reason());
            }
        }
        return found;
    }

    /** How many minutes of [from, to) lie in them. */
    long minutes(long from, long to, boolean byProber) {
        if (all.isEmpty()) {
            return 0;
        }
        if (ofProber.length == 0) {
            ofProber = sums(true);
            ofOthers = sums(false);
        }
        // Most windows end after the last gap has begun.
        int end = all.get(all.size() - 1).from() < to ? all.size() : firstFrom(to);
        int first = firstAfter(from);
        if (first >= end) {
            return 0;
        }
        long[] sums = byProber ? ofProber : ofOthers;
        Gap last = all.get(end - 1);
        long before = all.get(first).concerns(byProber)
                ? Math.max(0, from - all.get(first).from())
                : 0;
        long after = last.concerns(byProber) ? Math.max(0, last.to() - to) : 0;
        return sums[end] - sums[first] - before - after;
    }

    private long[] sums(boolean byProber) {
        long[] sums = new long[all.size() + 1];
        for (int i = 0; i < all.size(); i++) {
            Gap gap = all.get(i);
            sums[i + 1] = sums[i] + (gap.concerns(byProber) ? gap.to() - gap.from() : 0);
        }
        return sums;
    }

    /** Where the first gap is that begins at an epoch minute or after it. */
    private int firstFrom(long minute) {
        int at = firstAfter(minute);
        return at < all.size() && all.get(at).from() < minute ? at + 1 : at;
    }

    /** Where the first gap is that ends after an epoch minute: looked for from the end, where most questions are about. */
    private int firstAfter(long minute) {
        int high = all.size();
        int low = high;
        for (int step = 1; low > 0 && all.get(low - 1).to() > minute; step *= 2) {
            high = low - 1;
            low = Math.max(0, high - step);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).to() <= minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void write(ByteWriter out) {
        out.varLong(all.size());
        for (Gap gap : all) {
            out.varLong(gap.from()).varLong(gap.to() - gap.from()).varLong(gap.reason().code);
        }
    }

    void read(ByteReader in) {
        ofProber = new long[0];
        for (long n = in.varLong(); n > 0; n--) {
            long from = in.varLong();
            all.add(new Gap(from, from + in.varLong(), Gap.Reason.ofCode((int) in.varLong())));
        }
    }
}
