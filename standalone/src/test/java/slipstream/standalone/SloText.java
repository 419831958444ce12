package slipstream.standalone;

/** OpenSLO documents as tests apply them. */
final class SloText {
    private SloText() {}

    /** Webhook deliveries in Jira over 15 minutes. */
    static String of(String appKey, String name, String target) {
        return """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata:
                  name: %s
                spec:
                  service: "%s"
                  indicator:
                    spec:
                      ratioMetric:
                        good: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery, product: jira}}}
                        total: *series
                  timeWindow: [{duration: 15m, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives:
                    - target: %s
                """.formatted(name, appKey, target);
    }
}
