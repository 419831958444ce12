package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which minutes of one partition were measured, for as long as counts are kept. A minute was not when no record came in it, when a
 * gateway was refusing, and, for what the prober measures, when a prober that was heard of in the last 24 hours was offline or said
 * nothing. Decided once a minute has ended; a gateway that tells of its refusals late corrects what was decided.
 */
final class Measuring {
    private static final int RECORD = 1;
    private static final int REFUSED = 2;
    private static final int WORKING = 4;
    private static final int OFFLINE = 8;
    private static final long PROBER_REMEMBERED = 24 * HourPage.MINUTES;
    private static final long NEVER = -1;

    /** What was heard in minutes that have not ended. */
    private final TreeMap<Long, Integer> heard = new TreeMap<>();

    private final Gaps gaps = new Gaps();
    private long first = NEVER;
    private long next = NEVER;
    private long proberHeard = NEVER;
    private long newestRecord = NEVER;
    private boolean dirty;

    /** A record came in an epoch minute. */
    void record(long minute) {
        if (minute == newestRecord) {
            return;
        }
        newestRecord = minute;
        if (first == NEVER) {
            first = minute;
            next = minute;
        }
        hear(minute, RECORD);
    }

    /** A tick of an epoch minute says how the prober is. */
    void prober(long minute, Tick.Prober said) {
        if (said != Tick.Prober.UNSAID) {
            hear(minute, said == Tick.Prober.WORKING ? WORKING : OFFLINE);
        }
    }

    /** A gateway has been refusing from one epoch minute to another, both of them included. */
    void refused(long since, long through) {
        long from = Math.max(since, through - Partition.KEPT_MINUTES);
        if (first != NEVER && from < next) {
            mark(Math.max(first, from), Math.min(next, through + 1), Gap.Reason.GATEWAY_REFUSING);
        }
        for (long minute = Math.max(from, next); minute <= through; minute++) {
            hear(minute, REFUSED);
        }
    }

    private void hear(long minute, int what) {
        int known = heard.getOrDefault(minute, 0);
        if ((known | what) != known) {
            heard.put(minute, known | what);
            dirty = true;
        }
    }

    /** An epoch minute has ended and is judged. */
    void end(long minute) {
        if (minute < first) {
            return;
        }
        int what = heard.getOrDefault(minute, 0);
        heard.headMap(minute, true).clear();
        if ((what & (WORKING | OFFLINE)) != 0) {
            proberHeard = minute;
        }
        next = minute + 1;
        dirty = true;
        if ((what & REFUSED) != 0) {
            mark(minute, next, Gap.Reason.GATEWAY_REFUSING);
        } else if ((what & RECORD) == 0) {
            mark(minute, next, Gap.Reason.NO_TICKS);
        } else if (proberHeard != NEVER
                && minute - proberHeard < PROBER_REMEMBERED
                && ((what & OFFLINE) != 0 || (what & WORKING) == 0)) {
            mark(minute, next, Gap.Reason.PROBER_OFFLINE);
        }
    }

    private void mark(long from, long to, Gap.Reason reason) {
        gaps.mark(new Gap(from, to, reason), next - Partition.KEPT_MINUTES);
        dirty = true;
    }

    /** Why an epoch minute was not measured; empty when it was, or has not ended. */
    Optional<Gap.Reason> gapAt(long minute, boolean byProber) {
        return minute < start(minute + 1) ? Optional.of(Gap.Reason.NO_TICKS) : gaps.reasonAt(minute, byProber);
    }

    /** What of [from, to) was not measured, in order. Time before the first record was not. */
    List<Gap> gaps(long from, long to, boolean byProber) {
        List<Gap> found = new ArrayList<>();
        if (from < start(to)) {
            found.add(new Gap(from, Math.min(to, start(to)), Gap.Reason.NO_TICKS));
        }
        found.addAll(gaps.within(from, to, byProber));
        return found;
    }

    /** Where measuring began, or {@code otherwise} while it has not. */
    private long start(long otherwise) {
        return first == NEVER ? otherwise : first;
    }

    /** How many minutes of [from, to) were measured; those that have not ended count. */
    long measured(long from, long to, boolean byProber) {
        long before = Math.max(0, Math.min(to, start(to)) - from);
        return to - from - before - gaps.minutes(from, to, byProber);
    }

    /** Where the last so many measured minutes before {@code to} begin; negative when there are not so many. */
    long startOf(long minutes, long to, boolean byProber) {
        long from = to - minutes;
        while (true) {
            long missing = minutes - measured(from, to, byProber);
            if (missing <= 0) {
                return from;
            }
            from -= missing;
            if (first == NEVER || from < first || from < to - Partition.KEPT_MINUTES) {
                return NEVER;
            }
        }
    }

    boolean isDirty() {
        return dirty;
    }

    /** Its record. */
    byte[] write(ByteWriter out) {
        dirty = false;
        out.reset()
                .varLong(first + 1)
                .varLong(next + 1)
                .varLong(proberHeard + 1)
                .varLong(heard.size());
        for (Map.Entry<Long, Integer> minute : heard.entrySet()) {
            out.varLong(minute.getKey()).varLong(minute.getValue());
        }
        gaps.write(out);
        return out.toBytes();
    }

    /** Takes its record over. */
    void read(byte[] record) {
        ByteReader in = new ByteReader(record);
        first = in.varLong() - 1;
        next = in.varLong() - 1;
        proberHeard = in.varLong() - 1;
        for (long n = in.varLong(); n > 0; n--) {
            heard.put(in.varLong(), (int) in.varLong());
        }
        gaps.read(in);
    }
}
