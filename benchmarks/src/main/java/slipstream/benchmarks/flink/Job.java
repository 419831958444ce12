package slipstream.benchmarks.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** The jobs that are compared: what they do, and where they keep their state. */
public enum Job {
    /** Windows and judging by hand, without looking for duplicates; state on the heap. */
    WINDOWS_ALONE("hashmap"),
    /** Windows, judging and duplicates by hand; state on the heap. */
    HEAP("hashmap"),
    /** The same with its state in RocksDB. */
    ROCKSDB("rocksdb"),
    /** Windows in SQL; state on the heap. */
    SQL("hashmap");

    private static final Duration CHECKPOINT = Duration.ofSeconds(1);

    private final String backend;

    Job(String backend) {
        this.backend = backend;
    }

    /** One task of each kind, a checkpoint a second. What fails is not started again: it would count some events twice. */
    public StreamExecutionEnvironment environment(Path checkpoints) {
        Configuration config = new Configuration();
        config.set(StateBackendOptions.STATE_BACKEND, backend);
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT);
        config.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        config.set(PipelineOptions.OBJECT_REUSE, true);
        config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
        MetricOptions.forReporter(config, "windows")
                .set(MetricOptions.REPORTER_FACTORY_CLASS, WindowMetrics.class.getName());
        return StreamExecutionEnvironment.createLocalEnvironment(1, config);
    }

    /** How event time is taken from events. */
    public WatermarkStrategy<byte[]> eventTime() {
        return this == SQL ? SqlWindows.eventTime() : WatermarkStrategy.forGenerator(context -> new MinuteWatermarks());
    }

    /** Makes the job out of events on the wire that have event time. */
    void of(StreamExecutionEnvironment environment, DataStream<byte[]> events) {
        if (this == SQL) {
            new SqlWindows(StreamTableEnvironment.create(environment), events).attach();
        } else {
            breaches(events).sinkTo(new DiscardingSink<>());
        }
    }

    /** Events that have reached the running job. */
    long read() {
        return this == SQL ? SqlProgress.OF_JOB.read() : ByHand.COUNTED.sum();
    }

    /** Events that the running job has done with. */
    long counted() {
        return this == SQL ? SqlProgress.OF_JOB.through() : ByHand.COUNTED.sum();
    }

    /** What is breached, a line for each series and minute: app, number of the indicator, scope, minute, good, bad. */
    public SingleOutputStreamOperator<String> breaches(DataStream<byte[]> events) {
        return events.keyBy(new EventKey(), Types.STRING).process(new ByHand(this != WINDOWS_ALONE));
    }
}
