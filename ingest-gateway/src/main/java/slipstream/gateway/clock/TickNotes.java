package slipstream.gateway.clock;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import slipstream.schemas.TickHeaders;

/** What the ticks of this gateway say of itself. */
public final class TickNotes {
    private final IntFunction<Optional<Boolean>> prober;
    private final Refusals refusals;

    /**
     * The notes of a gateway.
     *
     * @param prober whether the prober works that asks the apps of a partition; empty when it is another gateway's
     * @param refusals what could not be taken
     */
    public TickNotes(IntFunction<Optional<Boolean>> prober, Refusals refusals) {
        this.prober = prober;
        this.refusals = refusals;
    }

    Headers of(int partition) {
        Headers headers = new RecordHeaders();
        prober.apply(partition)
                .ifPresent(works ->
                        headers.add(TickHeaders.PROBER, utf8(works ? TickHeaders.WORKING : TickHeaders.OFFLINE)));
        refusals.untold(partition)
                .ifPresent(since -> headers.add(TickHeaders.REFUSED_SINCE, utf8(Long.toString(since))));
        return headers;
    }

    void written(int partition, long madeAt) {
        refusals.written(partition, madeAt);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
