package slipstream.gateway.admission;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where observations are kept that came too late to count. */
@FunctionalInterface
public interface RejectedEvents {
    /** Completes once every one is durable; fails when one of them is not. Never blocks. */
    CompletionStage<Void> keep(List<TooLate> observations);

    /**
     * An observation that came too late to count.
     *
     * @param appKey the app
     * @param detail why, in words
     * @param raw the bytes as they came
     * @param receivedAt arrival time
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    record TooLate(String appKey, String detail, byte[] raw, Instant receivedAt) {}
}
