package slipstream.processor.slo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: an app, an indicator and a scope. Holds one lane of cells for what platform and hosts reported, one for what
 * the app reported itself, one for what was seen and not counted, and the standing verdict of every objective.
 */
final class Series {
    private static final int FORMAT = 2;
    private static final int LANES = 3;
    private static final int GENERIC = 0;
    private static final int CUSTOM = 1;
    private static final int EXCLUDED = 2;

    /** Key of the head record: app key, a zero, number of the indicator, scope. */
    final byte[] key;

    final String appKey;
    final int sli;
    final byte[] scope;
    final String scopeText;
    final int hash;
    boolean dirty;

    private final int number;
    private final String sliId;
    private final Frame frame;
    private final Pages pages;
    private final @Nullable Lane[] lanes = new Lane[LANES];
    private final Standing standing;

    Series(int number, App app, int sli, String sliId, byte[] scope, Frame frame, Pages pages, Programme programme) {
        this.number = number;
        this.appKey = app.keyText;
        this.sli = sli;
        this.sliId = sliId;
        this.scope = scope;
        this.key = key(app.key, sli, scope);
        this.scopeText = new String(scope, StandardCharsets.UTF_8);
        this.hash = hash(sli, scope, 0, scope.length);
        this.frame = frame;
        this.pages = pages;
        this.standing = new Standing(this, frame, programme.objectivesOf(sliId));
    }

    private static byte[] key(byte[] app, int sli, byte[] scope) {
        byte[] key = Arrays.copyOf(app, app.length + 2 + scope.length);
        key[app.length + 1] = (byte) sli;
        System.arraycopy(scope, 0, key, app.length + 2, scope.length);
        return key;
    }

    static int hash(int sli, byte[] bytes, int from, int to) {
        int hash = sli;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 16);
    }

    String sliId() {
        return sliId;
    }

    void count(long minute, boolean good, boolean byApp) {
        lane(byApp ? CUSTOM : GENERIC).add(minute, good ? Counts.ONE_GOOD : Counts.ONE_BAD);
    }

    void countExcluded(long minute) {
        lane(EXCLUDED).add(minute, Counts.ONE_GOOD);
    }

    private Lane lane(int index) {
        Lane lane = lanes[index];
        if (lane == null) {
            lane = new Lane(number, index, frame, pages);
            lanes[index] = lane;
        }
        return lane;
    }

    /** Follows the frame by one minute. Answers whether the series must be written. */
    boolean advance() {
        boolean changed = false;
        for (Lane lane : lanes) {
            changed |= lane != null && lane.advance();
        }
        return changed;
    }

    /** What the objectives say of it. */
    Standing standing() {
        return standing;
    }

    /** What a window holds that ends at {@code end}, exclusive. */
    Counted window(int index, long end) {
        return counted(
                frame.window(index).startAt(end),
                end,
                lane -> end == frame.minute() ? lane.total(index) : lane.window(index, end));
    }

    /** What a stretch [from, to) holds, as if it were a window of its own. */
    Counted cell(long from, long to) {
        return counted(from, to, lane -> lane.sum(from, to));
    }

    private Counted counted(long from, long to, Function<Lane, Counts> count) {
        Counts custom = of(lanes[CUSTOM], count);
        boolean own = custom.valid() > 0;
        return new Counted(
                from,
                to,
                own ? custom : of(lanes[GENERIC], count),
                of(lanes[EXCLUDED], count).good(),
                own ? Basis.CUSTOM : Basis.GENERIC);
    }

    private static Counts of(@Nullable Lane lane, Function<Lane, Counts> count) {
        return lane == null ? Counts.NONE : count.apply(lane);
    }

    /** Writes the sealed pages that changed. */
    void writePages(ByteWriter out) {
        for (Lane lane : lanes) {
            if (lane != null) {
                lane.writePages(out);
            }
        }
    }

    /** The head record: everything of the series that is not in a sealed page. */
    byte[] head(ByteWriter out) {
        out.reset().varLong(FORMAT).varLong(number);
        for (Lane lane : lanes) {
            out.varLong(lane == null ? 0 : 1);
            if (lane != null) {
                lane.writeHead(out);
            }
        }
        standing.write(out);
        return out.toBytes();
    }

    /** The number that a head record was written under. */
    static int numberIn(byte[] head) {
        ByteReader in = new ByteReader(head);
        long format = in.varLong();
        if (format != FORMAT) {
            throw new IllegalStateException("the state was written in format " + format + ", this is " + FORMAT);
        }
        return (int) in.varLong();
    }

    /** Restores the series from its head record, as of the frame's minute. */
    void restore(byte[] head) {
        ByteReader in = new ByteReader(head);
        in.varLong();
        in.varLong();
        for (int i = 0; i < LANES; i++) {
            if (in.varLong() == 1) {
                lane(i).readHead(in);
            }
        }
        standing.read(in);
    }
}
