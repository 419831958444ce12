package slipstream.benchmarks.flink;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import slipstream.benchmarks.EventFields;
import slipstream.schemas.avro.Sli;

/**
 * Counting and judging as somebody would write it by hand for Flink: for each series a head with running totals, hours of
 * five-minute cells, and the ids of seen events. Judges every minute of a series; hands on what is breached.
 */
final class ByHand extends KeyedProcessFunction<String, byte[], String> {
    /** Events that have reached a function of this process. */
    static final LongAdder COUNTED = new LongAdder();

    private static final long serialVersionUID = 1;
    private static final List<Sli> SLIS = List.of(Sli.values());
    private static final int KEPT_HOURS = 31 * 24 + 1;
    private static final int CELLS = Windows.HOUR / Windows.CELL;

    private final boolean dropsDuplicates;
    private transient @Nullable ValueState<Head> heads;
    private transient @Nullable MapState<Long, int[]> hours;
    private transient @Nullable SeenIds seen;
    private transient EventFields event = new EventFields();

    ByHand(boolean dropsDuplicates) {
        this.dropsDuplicates = dropsDuplicates;
    }

    @Override
    public void open(OpenContext context) {
        event = new EventFields();
        heads = getRuntimeContext().getState(new ValueStateDescriptor<>("head", HeadSerializer.INSTANCE));
        hours = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "hours", Types.LONG, PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
        seen = new SeenIds(getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "seen", Types.LONG, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO)));
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before everything else
    public void processElement(byte[] value, Context context, Collector<String> breached) throws Exception {
        event.read(value);
        COUNTED.increment();
        long complete = Windows.complete(event.receivedAt);
        Head head = heads.value();
        if (head == null) {
            head = new Head(complete);
            waitForNextMinute(head, context);
        }
        advance(head, complete, context.getCurrentKey(), breached);
        long minute = Math.floorDiv(event.occurredAt, Windows.MINUTE_MILLIS);
        boolean counts = minute >= head.end - KEPT_HOURS * Windows.HOUR && minute <= head.end + Head.AHEAD;
        if (counts && (!dropsDuplicates || seen.add(value, event, minute / Windows.HOUR))) {
            head.add(minute, event.good);
            addToHour(minute, event.good);
        }
        heads.update(head);
    }

    @Override
    @SuppressWarnings("NullAway") // a timer belongs to a head
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> breached) throws Exception {
        Head head = heads.value();
        advance(head, timestamp / Windows.MINUTE_MILLIS, context.getCurrentKey(), breached);
        heads.update(head);
        if (context.timerService().currentWatermark() < Long.MAX_VALUE) {
            waitForNextMinute(head, context);
        }
    }

    private static void waitForNextMinute(Head head, Context context) {
        context.timerService().registerEventTimeTimer((head.end + 1) * Windows.MINUTE_MILLIS);
    }

    private void advance(Head head, long end, String series, Collector<String> breached) throws Exception {
        while (head.end < end) {
            long before = head.end;
            head.advance();
            for (int window = Windows.DAY; window < Windows.MINUTES.length; window++) {
                long left = Windows.start(window, before);
                if (left != Windows.start(window, head.end)) {
                    subtract(head, window, left);
                }
            }
            if (before / Windows.HOUR != head.end / Windows.HOUR) {
                forget(head.end / Windows.HOUR);
            }
            judge(head, series, breached);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before everything else
    private void addToHour(long minute, boolean good) throws Exception {
        long hour = minute / Windows.HOUR;
        int[] cells = hours.get(hour);
        if (cells == null) {
            cells = new int[2 * CELLS];
        }
        cells[place(minute) + (good ? 0 : 1)]++;
        hours.put(hour, cells);
    }

    @SuppressWarnings("NullAway") // open() comes before everything else
    private void subtract(Head head, int window, long left) throws Exception {
        int[] cells = hours.get(left / Windows.HOUR);
        if (cells != null) {
            head.subtract(window, cells[place(left)], cells[place(left) + 1]);
        }
    }

    @SuppressWarnings("NullAway") // open() comes before everything else
    private void forget(long hour) throws Exception {
        hours.remove(hour - KEPT_HOURS - 1);
        if (dropsDuplicates) {
            seen.forget(hour);
        }
    }

    private static int place(long minute) {
        return 2 * (int) (minute % Windows.HOUR / Windows.CELL);
    }

    private static void judge(Head head, String series, Collector<String> breached) {
        Sli sli = SLIS.get(EventKey.sli(series));
        int window = sli == Sli.INSTALLATION_CALLBACK ? Windows.DAY : Windows.QUARTER;
        long good = head.totals[2 * window];
        long bad = head.totals[2 * window + 1];
        if (good * 1_000_000 < (good + bad) * targetPpm(sli)) {
            breached.collect(EventKey.text(series) + " " + head.end + " " + good + " " + bad);
        }
    }

    private static long targetPpm(Sli sli) {
        return switch (sli) {
            case AVAILABILITY -> 999_000;
            case IFRAME_LOAD -> 950_000;
            default -> 990_000;
        };
    }
}
