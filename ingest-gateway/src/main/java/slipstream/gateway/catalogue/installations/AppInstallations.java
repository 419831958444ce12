package slipstream.gateway.catalogue.installations;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import slipstream.gateway.admission.InstalledSecret;
import slipstream.schemas.avro.Installation;
import slipstream.schemas.avro.InstallationState;

/** The installations of one app at one time, newest first. A change makes a new one. */
final class AppInstallations {
    private static final Comparator<Opened> NEWEST_FIRST = Comparator.<Opened, Instant>comparing(
                    each -> each.record().getInstalledAt())
            .reversed()
            .thenComparing(each -> each.record().getClientKey());

    static final AppInstallations NONE = new AppInstallations(Map.of());

    private final Map<String, Opened> byClientKey;
    private final List<Opened> newestFirst;
    private final List<InstalledSecret> secrets;

    private AppInstallations(Map<String, Opened> byClientKey) {
        this.byClientKey = Map.copyOf(byClientKey);
        this.newestFirst = byClientKey.values().stream().sorted(NEWEST_FIRST).toList();
        this.secrets = newestFirst.stream().map(Opened::asSecret).toList();
    }

    AppInstallations with(Opened installation) {
        Map<String, Opened> changed = new HashMap<>(byClientKey);
        changed.put(installation.record().getClientKey(), installation);
        return new AppInstallations(changed);
    }

    AppInstallations without(String clientKey) {
        Map<String, Opened> changed = new HashMap<>(byClientKey);
        changed.remove(clientKey);
        return new AppInstallations(changed);
    }

    Optional<Opened> ofClientKey(String clientKey) {
        return Optional.ofNullable(byClientKey.get(clientKey));
    }

    List<Opened> newestFirst() {
        return newestFirst;
    }

    List<InstalledSecret> secrets() {
        return secrets;
    }

    /**
     * An installation whose seal was broken, for us alone.
     *
     * @param record the installation
     * @param secret its secret; empty when it is uninstalled or cannot be opened, and then worthless
     */
    record Opened(Installation record, String secret) {
        InstalledSecret asSecret() {
            boolean usable = record.getState() == InstallationState.INSTALLED && !secret.isEmpty();
            String siteUrl = record.getSiteUrl();
            return new InstalledSecret(
                    record.getClientKey(),
                    record.getProduct(),
                    siteUrl == null ? record.getClientKey() : siteUrl,
                    usable ? InstalledSecret.State.INSTALLED : InstalledSecret.State.UNINSTALLED,
                    secret);
        }

        @Override
        public String toString() {
            return "Opened[" + record.getAppKey() + "/" + record.getClientKey() + "]";
        }
    }
}
