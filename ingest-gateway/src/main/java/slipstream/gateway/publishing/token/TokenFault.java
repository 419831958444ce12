package slipstream.gateway.publishing.token;

/** Why a token opens nothing. None of them says anything about the secrets that we hold. */
public enum TokenFault {
    MISSING("token-missing", "Send the header 'Authorization: JWT <token>'."),
    MALFORMED("token-malformed", "The token is no signed JSON Web Token in compact form."),
    ALGORITHM("token-algorithm", "The token must be signed with HS256."),
    CLAIM("token-claim", "The token must carry the claims iss, iat, exp and qsh, each of its own type."),
    ISSUER("token-issuer", "The claim iss must be the app key in the path."),
    EXPIRED("token-expired", "The token has expired."),
    NOT_YET_VALID("token-not-yet-valid", "The token is not valid yet; compare your clock."),
    LIFETIME("token-lifetime", "The token must expire after it was issued, and at most one hour later."),
    CONTEXT_QSH("token-context-qsh", "A token for a browser's context opens no server-to-server resource."),
    REQUEST("token-qsh", "The claim qsh is not the hash of this request."),
    NOT_GENUINE("token-not-genuine", "The token was not signed with the secret of an installation of this app.");

    private final String code;
    private final String explanation;

    TokenFault(String code, String explanation) {
        this.code = code;
        this.explanation = explanation;
    }

    /** For machines; never changes. */
    public String code() {
        return code;
    }

    /** For people. */
    public String explanation() {
        return explanation;
    }
}
