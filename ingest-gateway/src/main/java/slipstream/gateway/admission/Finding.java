package slipstream.gateway.admission;

import org.jspecify.annotations.Nullable;

/** What was seen of an app. The list is closed: each kind decides for itself which series it belongs to and whether it is good. */
public sealed interface Finding
        permits HealthCheck, IframeSignal, IframeReport, InstallationCall, WebhookAttempt, SyntheticResult {
    /** The indicator that it counts for. */
    Indicator indicator();

    /** Second half of the series: a base URL, a product, or product/check. */
    String scope();

    /** What it says of the app, before anybody asks whether it counts. */
    Outcome outcome(Edition edition);

    /** What makes it worthless for this app, or nothing. */
    @Nullable
    Refusal refusalFor(Registration app);

    /** Names the event; usually the id with which it was reported. */
    default String eventId(String reportedId) {
        return reportedId;
    }

    /** How long it took, in milliseconds. */
    default @Nullable Long durationMillis() {
        return null;
    }

    /** HTTP status that the app answered. */
    default @Nullable Integer status() {
        return null;
    }

    /** Class of failure when there was no status. */
    default @Nullable String error() {
        return null;
    }

    /** Module type of an iframe. */
    default @Nullable String moduleType() {
        return null;
    }

    /** Delivery that an attempt belongs to. */
    default @Nullable String deliveryId() {
        return null;
    }

    /** Number of the attempt, from 1. */
    default @Nullable Integer attempt() {
        return null;
    }
}
