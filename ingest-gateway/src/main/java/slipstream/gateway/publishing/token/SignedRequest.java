package slipstream.gateway.publishing.token;

import java.util.Optional;

/**
 * What a token is checked against: the head of a request, nothing of its body.
 *
 * @param method the HTTP method
 * @param rawPath the path as it was sent, still percent-encoded
 * @param rawQuery the query as it was sent, without the question mark
 * @param contextPrefix the product's part of the path, such as {@code /wiki}; may be empty
 * @param appKey the app that the path names
 * @param authorization the header of that name
 */
public record SignedRequest(
        String method,
        String rawPath,
        String rawQuery,
        String contextPrefix,
        String appKey,
        Optional<String> authorization) {
    private static final String SCHEME = "JWT ";

    /** The token in the header; empty when there is none. */
    Optional<String> token() {
        return authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).trim())
                .filter(token -> !token.isEmpty());
    }

    boolean hasHash(String claimed) {
        return QueryStringHash.matches(claimed, method, rawPath, rawQuery, contextPrefix);
    }
}
