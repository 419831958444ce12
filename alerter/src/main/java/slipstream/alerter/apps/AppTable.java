package slipstream.alerter.apps;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Apps;
import slipstream.schemas.avro.AppRegistration;

/** The registered apps, as the catalogue's topic has them now. */
public final class AppTable implements Apps {
    private final Function<String, @Nullable AppRegistration> registrations;

    /** @param registrations answers the newest registration of an app key */
    public AppTable(Function<String, @Nullable AppRegistration> registrations) {
        this.registrations = registrations;
    }

    @Override
    public Optional<App> find(String appKey) {
        return Optional.ofNullable(registrations.apply(appKey)).map(AppTable::app);
    }

    private static App app(AppRegistration registration) {
        return new App(
                registration.getAppKey(),
                registration.getName(),
                registration.getPartnerName(),
                registration.getContacts());
    }
}
