package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the objectives in force say of one series: where each of them stands, in their order. */
final class Standing {
    private final Series series;
    private List<Objective> objectives;
    private Stand[] stands;

    /** Whether any of them is judged at bad events. */
    private boolean atEvents;

    /** Where objectives stand that were taken back: until the minute is over, so that none is said twice of it. */
    private List<Stand> withdrawn = List.of();

    Standing(Series series, List<Objective> objectives) {
        this.series = series;
        this.objectives = objectives;
        this.stands = new Stand[0];
        replace(objectives);
    }

    /** Reads what judging would read first. The value means nothing. */
    long approach() {
        return stands.length == 0 ? 0 : stands[0].toldMinute();
    }

    private Stand[] standsOf(List<Objective> promised) {
        Stand[] found = new Stand[promised.size()];
        for (int i = 0; i < found.length; i++) {
            long code = Objective.code(promised.get(i).id());
            Stand known = find(code);
            found[i] = known == null ? new Stand(code) : known;
        }
        return found;
    }

    private @Nullable Stand find(long code) {
        for (Stand each : stands) {
            if (each.code == code) {
                return each;
            }
        }
        for (Stand each : withdrawn) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }

    List<Objective> objectives() {
        return objectives;
    }

    /** Judges a minute that has just ended; hands on what is new, and what is breached. Answers whether it did. */
    boolean judge(long minute, Consumer<Verdict> told) {
        boolean any = false;
        for (int i = 0; i < stands.length; i++) {
            // What was said of a later minute, at an event, holds until that minute has ended.
            any |= stands[i].toldMinute() <= minute && judge(i, minute, told);
        }
        if (!withdrawn.isEmpty()) {
            withdrawn = withdrawn.stream()
                    .filter(stand -> stand.toldMinute() >= minute)
                    .toList();
            any = true;
        }
        return any;
    }

    /** Whether nothing is said as long as the counts are what they are and every minute is measured. */
    boolean isSettled() {
        for (int i = 0; i < stands.length; i++) {
            if (!stands[i].isSettled() || !(objectives.get(i).condition() instanceof RateBelow)) {
                return false;
            }
        }
        return withdrawn.isEmpty();
    }

    /** Whether any objective is judged at bad events. */
    boolean isAtEvents() {
        return atEvents;
    }

    /** Judges at once, as of a minute that has not ended, the objectives that are judged at bad events. */
    void judgeEvent(long minute, Consumer<Verdict> told) {
        for (int i = 0; i < stands.length; i++) {
            Objective objective = objectives.get(i);
            if (objective.evaluation() == Evaluation.EVENT && stands[i].kind() != VerdictKind.BREACHED) {
                Judgement judgement = objective.judge(series.windowsAt(minute));
                if (judgement.kind() == VerdictKind.BREACHED) {
                    take(i, judgement, judgement.kind(), minute, told);
                }
            }
        }
    }

    /**
     * Judges a minute once more, because its past or what is promised is no longer what it was: hands on what is new, and what is
     * breached. Answers whether anything was handed on.
     *
     * @param concerned the objectives that are to be judged
     */
    boolean judgeAgain(long minute, List<Objective> concerned, Consumer<Verdict> told) {
        boolean any = false;
        for (int i = 0; i < stands.length; i++) {
            any |= concerned.contains(objectives.get(i)) && judge(i, Math.max(minute, stands[i].toldMinute()), told);
        }
        return any;
    }

    /** Says the last word of the objectives that are no longer in force. Answers whether there were any. */
    boolean withdraw(List<Objective> inForce, long minute, Consumer<Verdict> told) {
        List<Stand> left = new ArrayList<>(withdrawn);
        for (int i = 0; i < stands.length; i++) {
            Stand stand = stands[i];
            String id = objectives.get(i).id();
            if (stand.kind() != null
                    && inForce.stream().noneMatch(each -> each.id().equals(id))) {
                long last = Math.max(minute, stand.toldMinute());
                take(i, objectives.get(i).judge(series.windowsAt(last)), VerdictKind.WITHDRAWN, last, told);
                left.add(stand);
            }
        }
        boolean any = left.size() > withdrawn.size();
        withdrawn = List.copyOf(left);
        return any;
    }

    /** From now on these are in force; where one of the same id stood, it stands on. Answers which ones are not as before. */
    final List<Objective> replace(List<Objective> inForce) {
        List<Objective> changed =
                inForce.stream().filter(each -> !objectives.contains(each)).toList();
        stands = standsOf(inForce);
        objectives = inForce;
        atEvents = inForce.stream().anyMatch(each -> each.evaluation() == Evaluation.EVENT);
        withdrawn = withdrawn.stream()
                .filter(stand -> !List.of(stands).contains(stand))
                .toList();
        return changed;
    }

    private boolean judge(int i, long minute, Consumer<Verdict> told) {
        boolean measured = series.gapAt(minute - 1).isEmpty();
        if (!measured && stands[i].kind() == VerdictKind.UNMEASURED) {
            return false;
        }
        if (measured && stays(i, minute)) {
            return false;
        }
        Judgement judgement = objectives.get(i).judge(series.windowsAt(minute));
        return take(i, judgement, measured ? judgement.kind() : VerdictKind.UNMEASURED, minute, told);
    }

    /** Whether a minute says what was said before it and would say for ever: most minutes of most series, so it makes no garbage. */
    private boolean stays(int i, long minute) {
        Objective objective = objectives.get(i);
        return stands[i].isSettled()
                && objective.condition() instanceof RateBelow rate
                && rate.verdict(objective, series.countsAt(objective.window(), minute)) == stands[i].kind();
    }

    private boolean take(int i, Judgement judgement, VerdictKind found, long minute, Consumer<Verdict> told) {
        boolean tell = stands[i].take(found, minute, objectives.get(i).closingMinutes());
        if (tell) {
            told.accept(verdict(i, judgement, minute));
        }
        return tell;
    }

    @SuppressWarnings("NullAway") // asked only where something was said
    private Verdict verdict(int i, Judgement judgement, long minute) {
        Stand stand = stands[i];
        return new Verdict(
                series.app.keyText(),
                series.sliId(),
                series.scopeText(),
                objectives.get(i),
                stand.kind(),
                minute,
                stand.since(),
                stand.revisionAt(minute),
                judgement,
                stand.kind() == VerdictKind.UNMEASURED ? series.gapAt(minute - 1) : Optional.empty(),
                series.measured(judgement.window().from(), judgement.window().to()));
    }

    /** The standing verdicts, with what decided the last judged minute; none before the first one was judged. */
    List<Verdict> verdicts(long minute) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < stands.length; i++) {
            if (stands[i].kind() != null) {
                long judged = Math.max(minute, stands[i].toldMinute());
                verdicts.add(verdict(i, objectives.get(i).judge(series.windowsAt(judged)), judged));
            }
        }
        return verdicts;
    }

    /** Its part of the series' head record. */
    void write(ByteWriter out) {
        out.varLong(stands.length + withdrawn.size());
        for (Stand stand : stands) {
            stand.write(out);
        }
        withdrawn.forEach(stand -> stand.write(out));
    }

    /** Takes over what was written; what is no longer in force stays until the minute is over. */
    void read(ByteReader in) {
        List<Stand> known = new ArrayList<>();
        for (long n = in.varLong(); n > 0; n--) {
            known.add(Stand.read(in));
        }
        withdrawn = List.copyOf(known);
        stands = new Stand[0];
        replace(objectives);
    }
}
