package slipstream.gateway.admission;

/**
 * One installation of an app and its shared secret, which is never printed.
 *
 * @param clientKey names the installation
 * @param product jira or confluence
 * @param site the site that it is on, as the app's excluded sites name it
 * @param state whether the secret is worth anything
 * @param secret the shared secret
 */
public record InstalledSecret(String clientKey, String product, String site, State state, String secret) {
    /** An installation on a site of which nothing but the client key is known. */
    public InstalledSecret(String clientKey, String product, State state, String secret) {
        this(clientKey, product, clientKey, state, secret);
    }

    /** Whether an installation is still there. */
    public enum State {
        INSTALLED,
        UNINSTALLED
    }

    @Override
    public String toString() {
        return "InstalledSecret[clientKey=" + clientKey + ", product=" + product + ", state=" + state + "]";
    }
}
