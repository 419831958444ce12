package slipstream.gateway.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * One base URL of one app, and the address to ask.
 *
 * @param appKey the app
 * @param baseUrl the base URL as it was registered; the scope of the series
 * @param check the health check: base URL and health path
 */
public record ProbeTarget(String appKey, String baseUrl, URI check) {
    private static final int MAX_PORT = 65_535;

    /** The target of a registered base URL; empty when the address is none that can be asked over HTTP. */
    public static Optional<ProbeTarget> of(String appKey, String baseUrl, String healthPath) {
        String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        String path = healthPath.isEmpty() || healthPath.startsWith("/") ? healthPath : "/" + healthPath;
        return address(baseUrl)
                .flatMap(usable -> address(base + path))
                .map(check -> new ProbeTarget(appKey, baseUrl, check));
    }

    /** An address that can be asked over HTTP; empty when the text is none. Names and passwords are not sent. */
    static Optional<URI> address(String text) {
        try {
            URI address = new URI(text);
            boolean usable = address.getHost() != null
                    && isHttp(address.getScheme())
                    && address.getRawUserInfo() == null
                    && address.getPort() <= MAX_PORT;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException unusable) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }
}
