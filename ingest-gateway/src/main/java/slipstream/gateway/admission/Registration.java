package slipstream.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An app that is measured: who answers for it, and where it is probed.
 *
 * @param appKey names the app
 * @param name display name
 * @param partnerName who makes the app
 * @param products products that it extends
 * @param baseUrls where it is probed
 * @param contacts mail addresses that are told about incidents
 * @param activeFrom events before this instant do not count
 * @param excludedSites sites whose events do not count
 * @param rto recovery time objective
 * @param updatedAt when it was last written
 */
public record Registration(
        String appKey,
        String name,
        String partnerName,
        List<String> products,
        List<BaseUrl> baseUrls,
        List<String> contacts,
        @Nullable Instant activeFrom,
        Set<String> excludedSites,
        @Nullable Duration rto,
        Instant updatedAt) {
    public Registration {
        products = List.copyOf(products);
        baseUrls = List.copyOf(baseUrls);
        contacts = List.copyOf(contacts);
        excludedSites = Set.copyOf(excludedSites);
    }

    boolean hasBaseUrl(String url) {
        for (BaseUrl baseUrl : baseUrls) {
            if (baseUrl.url().equals(url)) {
                return true;
            }
        }
        return false;
    }

    boolean isActiveAt(Instant instant) {
        return activeFrom == null || !instant.isBefore(activeFrom);
    }

    @Nullable
    Refusal refusalOfProduct(String product) {
        return products.contains(product)
                ? null
                : new Refusal("unknown-product", "product", "the app is not registered for this product");
    }
}
