package slipstream.processor.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import slipstream.kit.streams.PromptCommits;
import slipstream.processor.slo.Accepted;
import slipstream.processor.slo.Decision;
import slipstream.processor.slo.Observed;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Verdict;
import slipstream.schemas.Topics;
import slipstream.schemas.avro.Rejected;

/** The one step of the topology: counts the events of a partition and judges its minutes. */
final class CountAndJudge implements Processor<byte[], byte[], byte[], byte[]>, EventRun.Listener {
    /** More of a rejected record is not kept: the record that tells of it must fit where the first one did. */
    private static final int MAX_RAW_BYTES = 512 * 1024;

    private final Counting counting;
    private final Voice voice;
    private final PromptCommits commits;
    private final EventProjection projection;
    private final EventRun run;
    private final Decisions decisions;
    private final Consumer<Verdict> told = this::tell;

    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable StoredState state;
    private @Nullable SeriesStore store;
    private @Nullable Partition partition;
    private @Nullable Telling telling;
    private long arrivedAt;

    /** Events of a batch that were counted and that the tally does not have yet. */
    private long counted;

    CountAndJudge(Counting counting, Voice voice, PromptCommits commits) {
        this.counting = counting;
        this.voice = voice;
        this.commits = commits;
        this.projection = counting.projection();
        this.run = new EventRun(projection::another, this);
        this.decisions = counting.decisions();
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> taskContext) {
        context = taskContext;
        state = new StoredState(taskContext, counting.duplicateHorizon());
        telling = state.telling(voice);
        partition = counting.open(state);
        store = taskContext.getStateStore(SeriesStore.NAME);
        store.hold(partition);
        counting.partitions().opened(taskContext.taskId().partition(), partition, store.door());
    }

    @Override
    @SuppressWarnings("NullAway") // with a partition come its context and its store
    public void close() {
        if (partition != null) {
            counting.partitions().closed(context.taskId().partition(), partition);
            store.release();
            partition = null;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // init() comes before process()
    public void process(Record<byte[], byte[]> record) {
        // What is told meanwhile goes to the producer, which may have to wait.
        store.door().shutWhile(() -> take(record));
        store.processed();
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void take(Record<byte[], byte[]> record) {
        Optional<EventBatch> batch = EventBatch.in(record.headers());
        if (batch.isPresent()) {
            countAll(batch.get().events());
        } else {
            begin(record.timestamp());
            beginRecord();
            if (record.value() == null) {
                partition.tick(arrivedAt, TickNotes.in(record.headers()), told);
                counting.tally().tick();
                decide(record.headers());
            } else {
                count(record);
            }
        }
        if (telling.isBeginning() && partition.hasToldAll()) {
            telling.begun();
        }
        if (record.value() == null) {
            telling.hear(record.headers());
        }
    }

    /** An event or a tick that arrived then is looked at from here on. */
    @Override
    @SuppressWarnings("NullAway") // init() comes before process()
    public void begin(long at) {
        arrivedAt = at;
        state.clockAt(at);
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void beginRecord() {
        if (partition.measuredThrough() == Long.MIN_VALUE) {
            decide(counting.seeds().upTo(context.taskId().partition(), arrivedAt));
        }
        if (telling.isBeginning()) {
            partition.tellAllAtNextMinute();
        }
    }

    private void countAll(List<ConsumerRecord<byte[], byte[]>> events) {
        begin(events.get(0).timestamp());
        beginRecord();
        for (int i = 0; i < events.size(); i++) {
            if (run.isEmpty()) {
                run.approach(events, i);
            }
            ConsumerRecord<byte[], byte[]> event = events.get(i);
            try {
                run.add(event);
            } catch (SerializationException unreadable) {
                countRun();
                begin(event.timestamp());
                rejectUnreadable(event.key(), event.value(), unreadable);
            }
            if (run.isFull()) {
                countRun();
            }
        }
        countRun();
        counting.tally().count(Accepted.COUNTED, counted);
        counted = 0;
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void countRun() {
        partition.count(run, told);
        run.clear();
    }

    @Override
    public void end(Accepted accepted, ConsumerRecord<byte[], byte[]> event) {
        if (accepted == Accepted.COUNTED) {
            counted++;
            return;
        }
        counting.tally().count(accepted);
        if (accepted.isRejected()) {
            reject(event.key(), event.value(), accepted.id(), "");
        }
    }

    /** Takes over what people decided. What cannot be understood is rejected and stops nothing. */
    @SuppressWarnings("NullAway") // init() comes before process()
    private void decide(Iterable<Header> headers) {
        for (Header header : headers) {
            Optional<Decision> decision;
            try {
                decision = decisions.in(header);
            } catch (SerializationException unreadable) {
                reject(null, header.value(), "unreadable-decision", String.valueOf(unreadable.getMessage()));
                continue;
            }
            decision.ifPresent(decided -> partition.decide(decided, arrivedAt, told));
        }
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void count(Record<byte[], byte[]> record) {
        Observed event;
        try {
            event = projection.read(record.key(), record.value());
        } catch (SerializationException unreadable) {
            rejectUnreadable(record.key(), record.value(), unreadable);
            return;
        }
        // Outside: a verdict that cannot be written is our fault, and not the event's.
        Accepted accepted = partition.count(event, told);
        counting.tally().count(accepted);
        if (accepted.isRejected()) {
            reject(record.key(), record.value(), accepted.id(), "");
        }
    }

    /** Its arrival moves the clock all the same. */
    @SuppressWarnings("NullAway") // init() comes before process()
    private void rejectUnreadable(byte @Nullable [] key, byte[] value, SerializationException why) {
        counting.tally().unreadable();
        partition.tick(arrivedAt, told);
        reject(key, value, "unreadable", String.valueOf(why.getMessage()));
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void reject(byte @Nullable [] key, byte[] raw, String reason, String detail) {
        if (!telling.isInForce()) {
            return;
        }
        Rejected rejected = Rejected.newBuilder()
                .setAppKey(key == null ? "" : new String(key, StandardCharsets.UTF_8))
                .setReason(reason)
                .setDetail(detail)
                .setRaw(ByteBuffer.wrap(raw, 0, Math.min(raw.length, MAX_RAW_BYTES)))
                .setAt(Instant.ofEpochMilli(arrivedAt))
                .build();
        forward(key, counting.rejected().serialize(Topics.REJECTED.name(), rejected), SliTopology.REJECTED);
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void tell(Verdict verdict) {
        if (!telling.isInForce() && voice.beside().isEmpty()) {
            return;
        }
        forward(
                VerdictRecords.key(verdict).getBytes(StandardCharsets.UTF_8),
                counting.verdicts().serialize(Topics.VERDICTS.name(), VerdictRecords.value(verdict)),
                telling.isInForce() ? SliTopology.VERDICTS : SliTopology.BESIDE);
        counting.tally().verdict();
        if (verdict.isAwaited() && telling.isInForce()) {
            commits.ask(context, arrivedAt);
        }
    }

    @SuppressWarnings("NullAway") // init() comes before process()
    private void forward(byte @Nullable [] key, byte[] value, String sink) {
        context.forward(new Record<>(key, value, arrivedAt), sink);
    }
}
