package slipstream.gateway.catalogue.apps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Registration;

/** A registration as it is answered; sent back as it is, it changes nothing. */
record AppAnswer(
        String appKey,
        String name,
        String partnerName,
        List<String> products,
        List<BaseUrl> baseUrls,
        List<String> contacts,
        @Nullable Instant activeFrom,
        List<String> excludedSites,
        @Nullable Long rtoSeconds,
        Instant updatedAt) {
    static AppAnswer of(Registration app) {
        Duration rto = app.rto();
        return new AppAnswer(
                app.appKey(),
                app.name(),
                app.partnerName(),
                app.products(),
                app.baseUrls(),
                app.contacts(),
                app.activeFrom(),
                app.excludedSites().stream().sorted().toList(),
                rto == null ? null : rto.toSeconds(),
                app.updatedAt());
    }
}
