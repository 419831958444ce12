package slipstream.gateway.admission;

/**
 * One installation of an app and its shared secret, which is never printed.
 *
 * @param clientKey names the installation
 * @param product jira or confluence
 * @param state whether the secret is worth anything
 * @param secret the shared secret
 */
public record InstalledSecret(String clientKey, String product, State state, String secret) {
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
