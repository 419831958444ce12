package slipstream.benchmarks.flink;

import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import slipstream.benchmarks.EventFields;

/** The same windows in SQL: three hopping ones, which share their slices. Late events are counted for an hour. */
public final class SqlWindows {
    /** How many windows a series has. */
    static final int COUNT = 3;

    private final StreamTableEnvironment tables;

    /** Over events on the wire. */
    public SqlWindows(StreamTableEnvironment tables, DataStream<byte[]> events) {
        this.tables = tables;
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        DataStream<Tuple3<String, Integer, Integer>> counted =
                events.map(SqlWindows::row).returns(Types.TUPLE(Types.STRING, Types.INT, Types.INT));
        tables.createTemporaryView(
                "events",
                counted,
                Schema.newBuilder()
                        .column("f0", "STRING")
                        .column("f1", "INT")
                        .column("f2", "INT")
                        .columnByMetadata("happened", "TIMESTAMP_LTZ(3)", "rowtime", true)
                        .watermark("happened", "SOURCE_WATERMARK()")
                        .build());
    }

    /** Timestamps and watermarks of event time. */
    static WatermarkStrategy<byte[]> eventTime() {
        return WatermarkStrategy.<byte[]>forBoundedOutOfOrderness(SqlProgress.LATENESS)
                .withTimestampAssigner((value, arrived) -> {
                    EventFields event = new EventFields();
                    event.read(value);
                    return event.occurredAt;
                });
    }

    private static Tuple3<String, Integer, Integer> row(byte[] value) {
        EventFields event = new EventFields();
        event.read(value);
        SqlProgress.OF_JOB.read(event.occurredAt);
        return Tuple3.of(new EventKey().getKey(value), event.good ? 1 : 0, event.good ? 0 : 1);
    }

    /** The shortest window of every series, a row for each minute at which it ends: key, start, end, good, bad. */
    public Table quarters() {
        return tables.sqlQuery(query("'1' MINUTE", "'15' MINUTE"));
    }

    private static String query(String advance, String length) {
        return """
                SELECT f0, window_start, window_end, SUM(f1) AS good, SUM(f2) AS bad
                FROM TABLE(HOP(TABLE events, DESCRIPTOR(happened), INTERVAL %s, INTERVAL %s))
                GROUP BY f0, window_start, window_end
                """.formatted(advance, length);
    }

    /** All windows, their rows going nowhere, as part of the job. */
    void attach() {
        StreamStatementSet all = tables.createStatementSet();
        add(all, "to_15m", "'1' MINUTE", "'15' MINUTE");
        add(all, "to_24h", "'5' MINUTE", "'24' HOUR");
        add(all, "to_28d", "'1' HOUR", "'28' DAY");
        all.attachAsDataStream();
    }

    private void add(StreamStatementSet all, String sink, String advance, String length) {
        tables.executeSql("""
                CREATE TABLE %s (series STRING, s TIMESTAMP(3), e TIMESTAMP(3), good INT, bad INT)
                WITH ('connector' = 'blackhole')
                """.formatted(sink));
        all.addInsertSql("INSERT INTO " + sink + " " + query(advance, length));
    }
}
