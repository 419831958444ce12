package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * What a synthetic check of an app's own says.
 *
 * @param product the product it was run in
 * @param check name of the check
 * @param success what it says
 */
public record SyntheticResult(String product, String check, boolean success) implements Finding {
    @Override
    public Indicator indicator() {
        return Indicator.SYNTHETIC;
    }

    @Override
    public String scope() {
        return product + "/" + check;
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
