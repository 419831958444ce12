package slipstream.gateway.catalogue.apps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Registration;
import slipstream.schemas.avro.AppRegistration;

/** Registrations in the words of the contract, and back. */
final class RegistrationRecords {
    private RegistrationRecords() {}

    static AppRegistration toRecord(Registration app) {
        List<slipstream.schemas.avro.BaseUrl> baseUrls = new ArrayList<>();
        app.baseUrls().forEach(url -> baseUrls.add(new slipstream.schemas.avro.BaseUrl(url.url(), url.healthPath())));
        return new AppRegistration(
                app.appKey(),
                app.name(),
                app.partnerName(),
                app.products(),
                baseUrls,
                app.contacts(),
                app.activeFrom(),
                app.excludedSites().stream().sorted().toList(),
                app.rto() == null ? null : app.rto().toSeconds(),
                app.updatedAt());
    }

    static Registration ofRecord(AppRegistration app) {
        List<BaseUrl> baseUrls = new ArrayList<>();
        app.getBaseUrls().forEach(url -> baseUrls.add(new BaseUrl(url.getUrl(), url.getHealthPath())));
        Long rtoSeconds = app.getRtoSeconds();
        return new Registration(
                app.getAppKey(),
                app.getName(),
                app.getPartnerName(),
                app.getProducts(),
                baseUrls,
                app.getContacts(),
                app.getActiveFrom(),
                Set.copyOf(app.getExcludedSites()),
                rtoSeconds == null ? null : Duration.ofSeconds(rtoSeconds),
                app.getUpdatedAt());
    }
}
