package slipstream.processor.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import slipstream.processor.slo.Decision;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Verdict;

/**
 * One partition of the events, counted and judged in memory as its records are read: what an application that began at the first
 * of them would have said. Nothing is written anywhere. Objectives can be laid over those of the log: they hold from the first
 * record on, and what the log says of the same ones is left out.
 */
public final class InMemoryRun {
    /** Before so many records the state is written, so that what no longer needs to be at hand is let go. */
    private static final int WRITTEN_EVERY = 50_000;

    private final Counting counting;
    private final int number;
    private final Partition partition;
    private final EventProjection projection;
    private final Decisions decisions;
    private final List<Decision.Promised> laidOver;
    private final Set<String> laidOverNames = new HashSet<>();
    private final Consumer<Verdict> told;
    private int sinceWritten;

    /**
     * A run that has read nothing.
     *
     * @param counting how it counts
     * @param number the partition's number
     * @param objectives records of objectives, as on their topic, that are laid over those of the log
     * @param told is told every verdict, as it stands on its topic
     */
    public InMemoryRun(
            Counting counting, int number, List<byte[]> objectives, Consumer<slipstream.schemas.avro.Verdict> told) {
        this.counting = counting;
        this.number = number;
        this.partition = counting.open(new HeapState());
        this.projection = counting.projection();
        this.decisions = counting.decisions();
        this.laidOver = objectives.stream().map(decisions::promised).toList();
        laidOver.forEach(each -> laidOverNames.add(nameOf(each)));
        this.told = verdict -> told.accept(VerdictRecords.value(verdict));
    }

    private static String nameOf(Decision decision) {
        return decision.appKey() + "/" + decision.id();
    }

    /** Reads the next record. */
    public void read(ConsumerRecord<byte[], byte[]> record) {
        long arrivedAt = record.timestamp();
        if (partition.measuredThrough() == Long.MIN_VALUE) {
            decide(counting.seeds().upTo(number, arrivedAt), arrivedAt);
            laidOver.forEach(each -> partition.decide(each, arrivedAt, told));
        }
        if (record.value() == null) {
            partition.tick(arrivedAt, told);
            decide(record.headers(), arrivedAt);
        } else {
            count(record, arrivedAt);
        }
        if (++sinceWritten >= WRITTEN_EVERY) {
            partition.write();
            sinceWritten = 0;
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record, long arrivedAt) {
        try {
            partition.count(projection.read(record.key(), record.value()), told);
        } catch (SerializationException unreadable) {
            partition.tick(arrivedAt, told);
        }
    }

    private void decide(Iterable<Header> headers, long arrivedAt) {
        for (Header header : headers) {
            try {
                Optional<Decision> decision = decisions.in(header);
                decision.filter(each -> !(each instanceof Decision.Promised && laidOverNames.contains(nameOf(each))))
                        .ifPresent(each -> partition.decide(each, arrivedAt, told));
            } catch (SerializationException unreadable) {
                // The live application rejects it and goes on.
            }
        }
    }
}
