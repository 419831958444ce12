package slipstream.gateway.publishing;

import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.Finding;
import slipstream.gateway.admission.IframeReport;
import slipstream.gateway.admission.SyntheticResult;

/**
 * One element of a request to publish, free of faults.
 *
 * @param type what was measured
 * @param moduleType module type of the iframe
 * @param durationMillis how long it took; absent for what failed
 * @param success what the app says
 */
record PublishedMetric(
        Type type, @Nullable String moduleType, @Nullable Long durationMillis, boolean success) {
    /** Synthetic checks have no names in this API: all of them are this one. */
    static final String CHECK = "default";

    /** What can be published. */
    enum Type {
        IFRAME,
        SYNTHETIC
    }

    /** The same in the words of the core. */
    Finding finding(String product) {
        return type == Type.IFRAME
                ? new IframeReport(product, success, durationMillis, moduleType)
                : new SyntheticResult(product, CHECK, success);
    }
}
