package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * What an app itself says of one load of its iframe.
 *
 * @param product the product on whose page it loaded
 * @param success what the app says
 * @param durationMillis how long it took
 * @param moduleType module type of the iframe
 */
public record IframeReport(
        String product,
        boolean success,
        @Override @Nullable Long durationMillis,
        @Override @Nullable String moduleType) implements Finding {
    @Override
    public Indicator indicator() {
        return Indicator.IFRAME_LOAD;
    }

    @Override
    public String scope() {
        return product;
    }

    @Override
    public Outcome outcome(Edition edition) {
        return success ? Outcome.GOOD : Outcome.BAD;
    }

    @Override
    public @Nullable Refusal refusalFor(Registration app) {
        return app.refusalOfProduct(product);
    }
}
