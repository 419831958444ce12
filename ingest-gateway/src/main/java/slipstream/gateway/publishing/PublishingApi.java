package slipstream.gateway.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Methods;
import java.time.InstantSource;
import slipstream.gateway.admission.AdmissionPolicy;
import slipstream.gateway.admission.Apps;
import slipstream.gateway.admission.EventPublisher;
import slipstream.gateway.admission.Installations;
import slipstream.gateway.publishing.token.TokenCheck;

/** The programme's publishing API: one route per product. */
public final class PublishingApi {
    private static final String PATH =
            "/rest/atlassian-connect/latest/addons-metrics/{" + PublishRequest.APP_KEY + "}/publish";

    private final Installations installations;
    private final Apps apps;
    private final AdmissionPolicy policy;
    private final EventPublisher publisher;
    private final PublishingSettings settings;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    public PublishingApi(
            Installations installations,
            Apps apps,
            AdmissionPolicy policy,
            EventPublisher publisher,
            PublishingSettings settings,
            InstantSource clock,
            MeterRegistry metrics) {
        this.installations = installations;
        this.apps = apps;
        this.policy = policy;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Adds the routes. They check their own tokens: no other guard belongs before them. */
    public void addTo(RoutingHandler routes) {
        TokenCheck tokens = new TokenCheck(installations);
        for (Product product : Product.values()) {
            PutMetrics route = new PutMetrics(product, tokens, apps, policy, publisher, settings, clock, metrics);
            routes.add(Methods.PUT, product.contextPrefix() + PATH, route);
        }
    }
}
