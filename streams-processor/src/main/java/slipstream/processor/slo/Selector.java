package slipstream.processor.slo;

import java.util.Optional;

/**
 * Which series of an app are meant. What is absent selects all.
 *
 * @param sli id of the indicator
 * @param scope the whole scope, such as a base URL
 * @param product the product: a scope that is the product or begins with it and a slash. A base URL has no product
 */
public record Selector(Optional<String> sli, Optional<String> scope, Optional<String> product) {
    /** Every series of an app. */
    public static final Selector ALL = new Selector(Optional.empty(), Optional.empty(), Optional.empty());

    /** Every series of an indicator. */
    public static Selector ofSli(String id) {
        return new Selector(Optional.of(id), Optional.empty(), Optional.empty());
    }

    /** Whether a series is meant. */
    public boolean selects(String seriesSli, String seriesScope) {
        return (sli.isEmpty() || sli.get().equals(seriesSli))
                && (scope.isEmpty() || scope.get().equals(seriesScope))
                && (product.isEmpty()
                        || seriesScope.equals(product.get())
                        || seriesScope.startsWith(product.get() + "/"));
    }
}
