package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * How an app answered a POST of a product: 200 and 204 are good, all else is bad, 201 and 202 too.
 *
 * @param status HTTP status; absent when there was no answer
 * @param durationMillis how long it took
 * @param error class of failure; absent when there was an answer
 */
public record CallAnswer(
        @Nullable Integer status,
        @Nullable Long durationMillis,
        @Nullable String error) {
    Outcome outcome() {
        boolean good = error == null && status != null && (status == 200 || status == 204);
        return good ? Outcome.GOOD : Outcome.BAD;
    }
}
