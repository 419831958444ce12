package slipstream.gateway.objectives;

/** A sound SLO document to be spoilt, line by line. */
final class Slo {
    static final String SOUND = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: fast-burn
              annotations:
                slipstream/minimum-total: "100"
            spec:
              service: com.example.app
              indicator:
                spec:
                  ratioMetric:
                    good:
                      metricSource:
                        type: slipstream
                        spec: {sli: webhook-delivery, product: jira}
                    total:
                      metricSource:
                        type: slipstream
                        spec: {sli: webhook-delivery, product: jira}
              timeWindow:
                - duration: 28d
                  isRolling: true
              budgetingMethod: Occurrences
              objectives:
                - target: 0.999
            """;

    private Slo() {}

    /** The sound one with one text in it replaced. */
    static String with(String old, String replacement) {
        if (!SOUND.contains(old)) {
            throw new IllegalArgumentException(old);
        }
        return SOUND.replace(old, replacement);
    }

    /** The sound one with more lines at its end. */
    static String and(String more) {
        return SOUND + more.indent(2);
    }

    /** The sound one for a latency: the 95th percentile up to 800 ms. */
    static String ofLatency() {
        return and("").replaceAll("(?s)ratioMetric:.*?total:\n.*?\\n  timeWindow", """
                thresholdMetric:
                        metricSource:
                          type: slipstream
                          spec: {sli: iframe-load}
                  timeWindow""")
                .replace("28d", "1h")
                .replace("- target: 0.999", "- {op: lte, value: 800, target: 0.95}");
    }
}
