package slipstream.gateway.catalogue.apps;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.Input;
import slipstream.gateway.catalogue.InvalidInput;

/** A registration as somebody sent it, with every limit that it must keep. */
final class RegistrationInput {
    private static final Set<String> PRODUCTS = Set.of("jira", "confluence");
    private static final int MAX_NAME = 200;
    private static final int MAX_BASE_URLS = 50;
    private static final int MAX_URL = 2_000;
    private static final int MAX_CONTACTS = 20;
    private static final int MAX_ADDRESS = 254;
    private static final int MAX_EXCLUDED_SITES = 1_000;
    private static final int MAX_PORT = 65_535;
    private static final long MAX_RTO_SECONDS = 31_536_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern HEALTH_PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*");

    private RegistrationInput() {}

    static Registration read(String appKey, byte[] body, Instant now) throws InvalidInput {
        Input input = Input.parse(body);
        input.ignore("updatedAt");
        String sameKey = input.optional("appKey", MAX_NAME);
        if (sameKey != null && !sameKey.equals(appKey)) {
            input.fault("appKey", "mismatch", "differs from the one in the path");
        }
        Long rtoSeconds = input.number("rtoSeconds", 1, MAX_RTO_SECONDS);
        Registration app = new Registration(
                appKey,
                input.required("name", MAX_NAME),
                input.required("partnerName", MAX_NAME),
                products(input),
                baseUrls(input),
                contacts(input),
                input.time("activeFrom"),
                new HashSet<>(input.texts("excludedSites", MAX_EXCLUDED_SITES, MAX_NAME)),
                rtoSeconds == null ? null : Duration.ofSeconds(rtoSeconds),
                Instant.ofEpochMilli(now.toEpochMilli()));
        input.finish();
        return app;
    }

    private static List<String> products(Input input) {
        List<String> products = input.texts("products", PRODUCTS.size(), MAX_NAME);
        if (!PRODUCTS.containsAll(products)) {
            input.fault("products", "unknown-product", "may name jira and confluence");
        }
        return products;
    }

    private static List<String> contacts(Input input) {
        List<String> contacts = input.texts("contacts", MAX_CONTACTS, MAX_ADDRESS);
        for (String contact : contacts) {
            if (!ADDRESS.matcher(contact).matches()) {
                input.fault("contacts", "invalid-address", "\"" + contact + "\" is no mail address");
            }
        }
        return contacts;
    }

    private static List<BaseUrl> baseUrls(Input input) {
        List<BaseUrl> baseUrls = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Input each : input.objects("baseUrls", MAX_BASE_URLS)) {
            String url = baseUrl(each);
            String healthPath = each.optional("healthPath", MAX_URL);
            if (healthPath != null && !isHealthPath(healthPath)) {
                each.fault("healthPath", "invalid-path", "must be a path from / on, without fragment");
            }
            each.refuseUnknown();
            if (url != null && !seen.add(url)) {
                each.fault("url", "duplicate", "is registered twice");
            }
            baseUrls.add(new BaseUrl(url == null ? "" : url, healthPath == null ? "/" : healthPath));
        }
        return baseUrls;
    }

    private static boolean isHealthPath(String text) {
        try {
            return HEALTH_PATH.matcher(text).matches() && new URI(text).getRawPath() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static @Nullable String baseUrl(Input input) {
        String text = input.required("url", MAX_URL);
        if (text.isEmpty()) {
            return null;
        }
        if (!isBaseUrl(text)) {
            input.fault("url", "invalid-url", "must be http(s)://host[:port][/path], without query and fragment");
            return null;
        }
        return BaseUrl.withoutTrailingSlash(text);
    }

    private static boolean isBaseUrl(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= MAX_PORT
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
