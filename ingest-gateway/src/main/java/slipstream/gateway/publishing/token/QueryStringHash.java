package slipstream.gateway.publishing.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hash that ties a token to one request: hexadecimal SHA-256 of {@code METHOD&path&query} in canonical form.
 * Names of parameters are sorted as they are written, that is, percent-encoded; the values of one name are sorted raw.
 */
final class QueryStringHash {
    private static final String UNRESERVED = "-._~";
    private static final String TOKEN_PARAMETER = "jwt";

    private QueryStringHash() {}

    /**
     * Whether a claimed hash is that of the request, or of the request without the product's context prefix.
     *
     * @param rawPath the path as it was sent, still percent-encoded
     * @param rawQuery the query as it was sent, without the question mark
     */
    static boolean matches(String claimed, String method, String rawPath, String rawQuery, String contextPrefix) {
        boolean whole = same(claimed, of(method, rawPath, rawQuery));
        boolean prefixed = !contextPrefix.isEmpty()
                && rawPath.startsWith(contextPrefix + "/")
                && same(claimed, of(method, rawPath.substring(contextPrefix.length()), rawQuery));
        return whole || prefixed;
    }

    /** The hash of one request. */
    static String of(String method, String rawPath, String rawQuery) {
        return HexFormat.of().formatHex(sha256(canonical(method, rawPath, rawQuery)));
    }

    /** What is hashed. */
    static String canonical(String method, String rawPath, String rawQuery) {
        return method + '&' + path(rawPath) + '&' + query(rawQuery);
    }

    private static String path(String raw) {
        String path = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return path.isEmpty() ? "/" : path.replace("&", "%26");
    }

    private static String query(String raw) {
        Map<String, List<String>> parameters = new TreeMap<>();
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            if (!parameter.isEmpty() && !name.equals(TOKEN_PARAMETER)) {
                parameters
                        .computeIfAbsent(encoded(name), unseen -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + values(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String values(List<String> raw) {
        return raw.stream().sorted().map(QueryStringHash::encoded).collect(Collectors.joining(","));
    }

    /** What cannot be decoded stays as it is: nobody signs such a request, so the hash will not match. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(UTF_8)) {
            char plain = (char) (octet & 0xff);
            if (isUnreserved(plain)) {
                encoded.append(plain);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private static boolean same(String claimed, String computed) {
        return MessageDigest.isEqual(claimed.getBytes(UTF_8), computed.getBytes(US_ASCII));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
