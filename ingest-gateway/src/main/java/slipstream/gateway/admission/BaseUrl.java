package slipstream.gateway.admission;

/**
 * One address of an app, probed and measured by itself.
 *
 * @param url base URL without trailing slash
 * @param healthPath path of the health check, relative to the base URL, with leading slash
 */
public record BaseUrl(String url, String healthPath) {
    /** A base URL as it is written in series: without trailing slash. */
    public static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
