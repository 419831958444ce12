package slipstream.gateway.catalogue.installations;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import slipstream.schemas.avro.Installation;

/** An installation as it is answered: without its secret. */
record InstallationAnswer(
        String appKey,
        String clientKey,
        String product,
        @Nullable String siteUrl,
        String state,
        Instant installedAt,
        Instant updatedAt) {
    static InstallationAnswer of(Installation installation) {
        return new InstallationAnswer(
                installation.getAppKey(),
                installation.getClientKey(),
                installation.getProduct(),
                installation.getSiteUrl(),
                installation.getState().name().toLowerCase(Locale.ROOT),
                installation.getInstalledAt(),
                installation.getUpdatedAt());
    }
}
