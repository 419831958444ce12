package slipstream.alerter.incident;

import java.util.Optional;

/** The service level indicators, by their ids and by what people call them. */
public enum Sli {
    AVAILABILITY("availability", "App Availability"),
    IFRAME_LOAD("iframe-load", "Iframe Load"),
    INSTALLATION_CALLBACK("installation-callback", "Installation Callback"),
    WEBHOOK_DELIVERY("webhook-delivery", "Webhook Delivery"),
    SYNTHETIC("synthetic", "Synthetic Check");

    private final String id;
    private final String title;

    Sli(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The id, such as {@code webhook-delivery}. */
    public String id() {
        return id;
    }

    /** What people call it, such as {@code Webhook Delivery}. */
    public String title() {
        return title;
    }

    /** The indicator of an id; empty when this version knows none of that name. */
    public static Optional<Sli> ofId(String id) {
        for (Sli sli : values()) {
            if (sli.id.equals(id)) {
                return Optional.of(sli);
            }
        }
        return Optional.empty();
    }
}
