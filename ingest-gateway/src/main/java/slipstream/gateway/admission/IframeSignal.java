package slipstream.gateway.admission;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One signal of an iframe load as the host sees it. All signals of a load bear the same event id, so that the first
 * outcome wins.
 *
 * @param product the product on whose page it loaded
 * @param loadId names the load
 * @param phase how far the load has come
 * @param durationMillis time since the load began
 * @param moduleType module type of the iframe
 */
public record IframeSignal(
        String product,
        String loadId,
        Phase phase,
        @Override @Nullable Long durationMillis,
        @Override @Nullable String moduleType)
        implements Finding {
    /** How long the bridge may take, in milliseconds. */
    public static final long LIMIT_MILLIS = 12_000;

    /** How far a load has come. */
    public enum Phase {
        STARTED,
        ESTABLISHED,
        TIMEOUT,
        DESTROYED;

        /** The phase of an id such as {@code started}; empty when there is none of that name. */
        public static Optional<Phase> ofId(String id) {
            for (Phase phase : values()) {
                if (phase.name().toLowerCase(Locale.ROOT).equals(id)) {
                    return Optional.of(phase);
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public Indicator indicator() {
        return Indicator.IFRAME_LOAD;
    }

    @Override
    public String scope() {
        return product;
    }

    @Override
    public String eventId(String reportedId) {
        return EventIds.ofLoad(loadId);
    }

    @Override
    public Outcome outcome(Edition edition) {
        return switch (phase) {
            case STARTED -> Outcome.STARTED;
            case TIMEOUT -> Outcome.BAD;
            case ESTABLISHED -> durationMillis != null && durationMillis <= LIMIT_MILLIS ? Outcome.GOOD : Outcome.BAD;
            case DESTROYED ->
                durationMillis != null && durationMillis >= LIMIT_MILLIS ? Outcome.BAD : Outcome.ABANDONED;
        };
    }

    @Override
    public @Nullable Refusal refusalFor(Registration app) {
        return app.refusalOfProduct(product);
    }
}
