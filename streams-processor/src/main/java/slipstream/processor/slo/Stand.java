package slipstream.processor.slo;

import org.jspecify.annotations.Nullable;

/** Where one objective of one series stands: what was said last, and what it takes to end a breach. Epoch minutes throughout. */
final class Stand {
    private static final int NEVER = 0;

    /** Stands for the objective's id. */
    final long code;

    private @Nullable VerdictKind kind;
    private int since;

    /** Whether a breach was said and no recovery since. */
    private boolean breached;

    /** First of the minutes without breach that a breach waits out. */
    private int goodSince;

    private int toldMinute;
    private int toldRevision;

    Stand(long code) {
        this.code = code;
    }

    /** What is said now; null when nothing was said yet. */
    @Nullable
    VerdictKind kind() {
        return kind;
    }

    long since() {
        return since;
    }

    /** Whether it stays where it is while the counts do: neither breached, nor waiting for the end of a breach, nor unmeasured. */
    boolean isSettled() {
        return !breached && (kind == VerdictKind.MET || kind == VerdictKind.NO_DATA);
    }

    /** The minute that the newest verdict is of. */
    long toldMinute() {
        return toldMinute;
    }

    /** Counts the verdicts that were given of a minute. */
    int revisionAt(long minute) {
        return toldMinute == minute ? toldRevision : 0;
    }

    /**
     * Takes in what a minute says by itself. A breach is over after so many consecutive minutes without one; a minute without
     * data, or unmeasured, is none of these and begins the count anew. Answers whether there is a verdict to hand on: a new one,
     * or once more a breach.
     */
    boolean take(VerdictKind found, long minute, int closingMinutes) {
        VerdictKind said = settle(found, minute, closingMinutes);
        boolean changed = said != kind;
        if (changed) {
            kind = said;
            since = (int) minute;
        }
        if (!changed && said != VerdictKind.BREACHED) {
            return false;
        }
        toldRevision = toldMinute == minute ? toldRevision + 1 : 0;
        toldMinute = (int) minute;
        return true;
    }

    private VerdictKind settle(VerdictKind found, long minute, int closingMinutes) {
        if (found != VerdictKind.MET) {
            breached = found == VerdictKind.BREACHED || (breached && found != VerdictKind.WITHDRAWN);
            goodSince = NEVER;
            return found;
        }
        if (!breached) {
            return found;
        }
        if (goodSince == NEVER) {
            goodSince = (int) minute;
        }
        if (minute - goodSince + 1 < closingMinutes) {
            return VerdictKind.BREACHED;
        }
        breached = false;
        goodSince = NEVER;
        return found;
    }

    /** Its part of the series' head record. */
    void write(ByteWriter out) {
        out.fixedLong(code)
                .varLong((kind == null ? 0L : kind.code) << 1 | (breached ? 1 : 0))
                .varLong(since)
                .varLong(goodSince)
                .varLong(toldMinute)
                .varLong(toldRevision);
    }

    static Stand read(ByteReader in) {
        Stand stand = new Stand(in.fixedLong());
        long said = in.varLong();
        stand.breached = (said & 1) == 1;
        stand.kind = said >> 1 == 0 ? null : VerdictKind.ofCode((int) (said >> 1));
        stand.since = (int) in.varLong();
        stand.goodSince = (int) in.varLong();
        stand.toldMinute = (int) in.varLong();
        stand.toldRevision = (int) in.varLong();
        return stand;
    }
}
