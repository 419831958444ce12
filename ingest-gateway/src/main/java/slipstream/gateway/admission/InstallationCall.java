package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to call an app's {@code installed} callback.
 *
 * @param product the product that called
 * @param answer how the app answered
 * @param deliveryId what the attempt belongs to
 * @param attempt number of the attempt, from 1
 */
public record InstallationCall(
        String product,
        CallAnswer answer,
        @Override @Nullable String deliveryId,
        @Override @Nullable Integer attempt) implements Finding {
    @Override
    public Indicator indicator() {
        return Indicator.INSTALLATION_CALLBACK;
    }

    @Override
    public String scope() {
        return product;
    }

    @Override
    public Outcome outcome(Edition edition) {
        return answer.outcome();
    }

    @Override
    public @Nullable Refusal refusalFor(Registration app) {
        return app.refusalOfProduct(product);
    }

    @Override
    public @Nullable Long durationMillis() {
        return answer.durationMillis();
    }

    @Override
    public @Nullable Integer status() {
        return answer.status();
    }

    @Override
    public @Nullable String error() {
        return answer.error();
    }
}
