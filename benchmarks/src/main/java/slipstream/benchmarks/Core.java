package slipstream.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import slipstream.processor.slo.Decision;
import slipstream.processor.slo.Observed;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Programme;
import slipstream.processor.slo.Verdict;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Sli;

/** The processor's core alone, fed from events on the wire: one partition, no Kafka. */
final class Core {
    private static final List<Sli> SLIS = List.of(Sli.values());
    private static final long GRACE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final int IFRAME_LOAD = SLIS.indexOf(Sli.IFRAME_LOAD);

    private final HeapState state = new HeapState();
    private final Partition partition;
    private final EventFields fields = new EventFields();
    private final Observed observed = new Observed();
    private final Consumer<Verdict> told;

    Core(Programme programme) {
        this(programme, Core::tellNobody);
    }

    Core(Programme programme, Consumer<Verdict> told) {
        this.told = told;
        partition = new Partition(programme, Core::sliId, IFRAME_LOAD, GRACE_MILLIS, Decision.Reader.none(), state);
    }

    private static String sliId(int number) {
        return Slis.id(SLIS.get(number));
    }

    private static void tellNobody(Verdict verdict) {}

    void count(EventStream.Written event) {
        byte[] value = event.value();
        fields.read(value);
        observed.app(event.key())
                .in(value)
                .id(fields.idFrom, fields.idTo)
                .scope(fields.scopeFrom, fields.scopeTo)
                .says(fields.sli, fields.good ? Observed.Outcome.GOOD : Observed.Outcome.BAD, false)
                .at(fields.occurredAt, fields.receivedAt)
                .took(fields.took);
        partition.count(observed, told);
    }

    /** Counts a good event that arrives in the moment in which it happens. */
    void count(String appKey, Sli sli, String scope, String id, long at) {
        byte[] text = (scope + id).getBytes(StandardCharsets.US_ASCII);
        observed.app(appKey.getBytes(StandardCharsets.US_ASCII))
                .in(text)
                .scope(0, scope.length())
                .id(scope.length(), text.length)
                .says(SLIS.indexOf(sli), Observed.Outcome.GOOD, false)
                .at(at - 1, at)
                .took(40 + (at >>> 4) % 200);
        partition.count(observed, told);
    }

    /** Says that time has passed. */
    void tick(long at) {
        partition.tick(at, told);
    }

    /** What a commit does. */
    void commit() {
        partition.write();
    }

    /** Lets go of what was written, which the product has on disk. The core cannot count any more. */
    void forgetWritten() {
        state.clear();
    }

    Partition partition() {
        return partition;
    }
}
