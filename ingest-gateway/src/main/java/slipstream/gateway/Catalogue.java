package slipstream.gateway;

import io.undertow.server.RoutingHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.Edition;
import slipstream.gateway.admission.Installations;
import slipstream.gateway.catalogue.CatalogueWriter;
import slipstream.gateway.catalogue.DecisionWriter;
import slipstream.gateway.catalogue.apps.AppRoutes;
import slipstream.gateway.catalogue.apps.RegisteredApps;
import slipstream.gateway.catalogue.exclusions.ExclusionRoutes;
import slipstream.gateway.catalogue.exclusions.KnownExclusions;
import slipstream.gateway.catalogue.installations.InstallationRoutes;
import slipstream.gateway.catalogue.installations.KnownInstallations;
import slipstream.gateway.catalogue.objectives.KnownObjectives;
import slipstream.gateway.catalogue.objectives.ObjectiveRoutes;
import slipstream.gateway.catalogue.objectives.Revisions;
import slipstream.gateway.catalogue.tokens.IssuedTokens;
import slipstream.gateway.catalogue.tokens.OperatorToken;
import slipstream.gateway.catalogue.tokens.TokenRoutes;
import slipstream.gateway.objectives.BuiltIn;
import slipstream.gateway.objectives.Promise;
import slipstream.gateway.yaml.YamlParser;
import slipstream.kit.access.Credentials;
import slipstream.kit.run.Closing;
import slipstream.kit.run.Health;

/** The catalogue of a gateway: apps, installations, tokens, exclusions and objectives, loaded, with their routes. */
final class Catalogue {
    private final RegisteredApps apps;
    private final KnownInstallations installations;
    private final IssuedTokens tokens;
    private final KnownExclusions exclusions;
    private final KnownObjectives objectives;
    private final List<Promise> builtIn;
    private final InstantSource clock;

    private Catalogue(
            RegisteredApps apps,
            KnownInstallations installations,
            IssuedTokens tokens,
            KnownExclusions exclusions,
            KnownObjectives objectives,
            List<Promise> builtIn,
            InstantSource clock) {
        this.apps = apps;
        this.installations = installations;
        this.tokens = tokens;
        this.exclusions = exclusions;
        this.objectives = objectives;
        this.builtIn = builtIn;
        this.clock = clock;
    }

    /** Comes back once everything in the topics is known. */
    static Catalogue load(GatewaySettings settings, InstantSource clock, Health health, Closing closing) {
        CatalogueWriter writer = closing.add(CatalogueWriter.connect(settings.kafka()));
        RegisteredApps apps = closing.add(RegisteredApps.follow(settings.kafka(), settings.serde(), writer));
        KnownInstallations installations = closing.add(KnownInstallations.follow(
                settings.kafka(), settings.serde(), writer, settings.secrets().load()));
        IssuedTokens tokens = closing.add(IssuedTokens.follow(settings.kafka(), settings.serde(), writer, clock));
        DecisionWriter decisions = closing.add(DecisionWriter.connect(settings.kafka(), clock));
        KnownExclusions exclusions = closing.add(KnownExclusions.follow(settings.kafka(), settings.serde(), decisions));
        KnownObjectives objectives = closing.add(KnownObjectives.follow(settings.kafka(), settings.serde(), decisions));
        Duration deadline = settings.startDeadline();
        apps.awaitLoaded(deadline);
        installations.awaitLoaded(deadline);
        tokens.awaitLoaded(deadline);
        exclusions.awaitLoaded(deadline);
        objectives.awaitLoaded(deadline);
        health.add("apps", apps::problem);
        health.add("installations", installations::problem);
        health.add("tokens", tokens::problem);
        health.add("exclusions", exclusions::problem);
        health.add("objectives", objectives::problem);
        settings.operatorTokenFile().ifPresent(file -> OperatorToken.ensure(file, tokens, clock.instant()));
        return new Catalogue(
                apps,
                installations,
                tokens,
                exclusions,
                objectives,
                settings.edition() == Edition.OF_2023 ? BuiltIn.availabilityAlone() : BuiltIn.four(),
                clock);
    }

    void addTo(RoutingHandler routes) {
        new AppRoutes(apps, installations::removeAll, clock).addTo(routes, credentials());
        new InstallationRoutes(apps, installations, clock).addTo(routes, credentials());
        new TokenRoutes(tokens, clock).addTo(routes, credentials());
        Revisions revisions = new Revisions(objectives, tokens::name, clock);
        new ObjectiveRoutes(apps, objectives, new YamlParser(), builtIn, revisions).addTo(routes, credentials());
        new ExclusionRoutes(apps, exclusions, tokens::name, clock).addTo(routes, credentials());
    }

    Apps apps() {
        return apps;
    }

    Installations installations() {
        return installations;
    }

    Credentials credentials() {
        return tokens.credentials();
    }
}
