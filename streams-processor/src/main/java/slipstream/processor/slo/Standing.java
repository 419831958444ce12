package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the objectives in force say of one series: the standing verdict of each, and since when. */
final class Standing {
    private final Series series;
    private final Frame frame;
    private final List<Objective> objectives;
    private final @Nullable VerdictKind[] kinds;
    private final long[] since;
    private final long[] toldMinute;
    private final int[] toldRevision;

    Standing(Series series, Frame frame, List<Objective> objectives) {
        this.series = series;
        this.frame = frame;
        this.objectives = objectives;
        this.kinds = new VerdictKind[objectives.size()];
        this.since = new long[objectives.size()];
        this.toldMinute = new long[objectives.size()];
        this.toldRevision = new int[objectives.size()];
    }

    /** Judges the minute at which the frame stands; hands on what is new, and what is breached. Answers whether it did. */
    boolean judge(boolean measured, Consumer<Verdict> told) {
        boolean any = false;
        for (int i = 0; i < kinds.length; i++) {
            any |= judge(i, measured, told);
        }
        return any;
    }

    /**
     * Judges the minute at which the frame stands once more, because its past is no longer what it was: hands on what is new,
     * and what is breached. A minute that was not measured stays so. Answers whether anything was handed on.
     */
    boolean judgeAgain(Consumer<Verdict> told) {
        boolean any = false;
        for (int i = 0; i < kinds.length; i++) {
            any |= kinds[i] != null && judge(i, kinds[i] != VerdictKind.UNMEASURED, told);
        }
        return any;
    }

    private boolean judge(int i, boolean measured, Consumer<Verdict> told) {
        if (!measured && kinds[i] == VerdictKind.UNMEASURED) {
            return false;
        }
        Objective objective = objectives.get(i);
        Counted window = series.window(frame.indexOf(objective.window()), frame.minute());
        VerdictKind kind = measured ? objective.judge(window.counts()) : VerdictKind.UNMEASURED;
        boolean changed = kind != kinds[i];
        if (changed) {
            kinds[i] = kind;
            since[i] = frame.minute();
        }
        if (!changed && kind != VerdictKind.BREACHED) {
            return false;
        }
        toldRevision[i] = toldMinute[i] == frame.minute() ? toldRevision[i] + 1 : 0;
        toldMinute[i] = frame.minute();
        told.accept(verdict(i, kind, window));
        return true;
    }

    private Verdict verdict(int i, VerdictKind kind, Counted window) {
        return new Verdict(
                series.appKey,
                series.sliId(),
                series.scopeText,
                objectives.get(i),
                kind,
                window.to(),
                since[i],
                toldMinute[i] == window.to() ? toldRevision[i] : 0,
                window);
    }

    /** The standing verdicts, with the counts of the last judged minute; none before the first one was judged. */
    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            VerdictKind kind = kinds[i];
            if (kind != null) {
                int window = frame.indexOf(objectives.get(i).window());
                verdicts.add(verdict(i, kind, series.window(window, frame.minute())));
            }
        }
        return verdicts;
    }

    /** Its part of the series' head record. */
    void write(ByteWriter out) {
        out.varLong(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            VerdictKind kind = kinds[i];
            out.fixedInt(objectives.get(i).code())
                    .varLong(kind == null ? 0 : kind.code)
                    .varLong(since[i])
                    .varLong(toldMinute[i])
                    .varLong(toldRevision[i]);
        }
    }

    /** Takes over what was written; an objective that is no longer in force is left out. */
    void read(ByteReader in) {
        long known = in.varLong();
        for (int n = 0; n < known; n++) {
            int code = in.fixedInt();
            int kind = (int) in.varLong();
            long from = in.varLong();
            long toldAt = in.varLong();
            int revision = (int) in.varLong();
            for (int i = 0; i < kinds.length; i++) {
                if (objectives.get(i).code() == code && kind > 0) {
                    kinds[i] = VerdictKind.ofCode(kind);
                    since[i] = from;
                    toldMinute[i] = toldAt;
                    toldRevision[i] = revision;
                }
            }
        }
    }
}
