package slipstream.gateway.catalogue.installations;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.catalogue.Input;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.gateway.catalogue.installations.AppInstallations.Opened;
import slipstream.schemas.avro.InstallationState;

/** An installation as somebody sent it; what was not sent stays as it was. */
record InstallationInput(
        String appKey,
        String clientKey,
        String product,
        @Nullable String siteUrl,
        InstallationState state,
        String secret,
        Instant installedAt,
        Instant updatedAt) {
    private static final Set<String> PRODUCTS = Set.of("jira", "confluence");
    private static final int MAX_NAME = 200;
    private static final int MAX_URL = 2_000;
    private static final int MAX_SECRET = 1_000;
    private static final int MIN_SECRET = 16;

    static InstallationInput read(String appKey, String clientKey, byte[] body, Optional<Opened> before, Instant now)
            throws InvalidInput {
        Input input = Input.parse(body);
        input.ignore("appKey", "clientKey", "installedAt", "updatedAt");
        String product = input.required("product", MAX_NAME);
        if (!PRODUCTS.contains(product)) {
            input.fault("product", "unknown-product", "must be jira or confluence");
        }
        String siteUrl = input.optional("siteUrl", MAX_URL);
        InstallationState state = state(input);
        String secret = secret(input, state, before);
        input.finish();
        Instant updatedAt = Instant.ofEpochMilli(now.toEpochMilli());
        return new InstallationInput(
                appKey, clientKey, product, siteUrl, state, secret, installedAt(before, state, updatedAt), updatedAt);
    }

    String recordKey() {
        return appKey + "/" + clientKey;
    }

    private static InstallationState state(Input input) {
        String state = input.optional("state", MAX_NAME);
        if (state == null || state.equals("installed")) {
            return InstallationState.INSTALLED;
        }
        if (!state.equals("uninstalled")) {
            input.fault("state", "unknown-state", "must be installed or uninstalled");
        }
        return InstallationState.UNINSTALLED;
    }

    private static String secret(Input input, InstallationState state, Optional<Opened> before) {
        String secret = input.optional("sharedSecret", MAX_SECRET);
        if (secret != null && secret.length() < MIN_SECRET) {
            input.fault("sharedSecret", "too-short", "must have at least " + MIN_SECRET + " characters");
        }
        String kept = secret == null ? before.map(Opened::secret).orElse("") : secret;
        if (state == InstallationState.INSTALLED && kept.isEmpty()) {
            input.fault("sharedSecret", "required", "is required for a new installation");
        }
        return kept;
    }

    /** Installing again makes an installation new; changing one does not. */
    private static Instant installedAt(Optional<Opened> before, InstallationState state, Instant now) {
        return before.map(Opened::record)
                .filter(known -> state == InstallationState.UNINSTALLED || known.getState() == state)
                .map(known -> known.getInstalledAt())
                .orElse(now);
    }
}
