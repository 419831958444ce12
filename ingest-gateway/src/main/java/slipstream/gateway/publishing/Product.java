package slipstream.gateway.publishing;

/** The products under which metrics are published, and where each of them has its paths. */
enum Product {
    JIRA("jira", ""),
    CONFLUENCE("confluence", "/wiki");

    private final String id;
    private final String contextPrefix;

    Product(String id, String contextPrefix) {
        this.id = id;
        this.contextPrefix = contextPrefix;
    }

    /** The product's name in scopes. */
    String id() {
        return id;
    }

    /** First part of the product's paths. */
    String contextPrefix() {
        return contextPrefix;
    }
}
