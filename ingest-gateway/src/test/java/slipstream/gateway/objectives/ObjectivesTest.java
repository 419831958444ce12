package slipstream.gateway.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.gateway.objectives.Condition.BurnRate;
import slipstream.gateway.objectives.Condition.LatencyAbove;
import slipstream.gateway.objectives.Condition.NoDataFor;
import slipstream.gateway.objectives.Condition.Pair;
import slipstream.gateway.objectives.Condition.RateBelow;
import slipstream.gateway.objectives.Wanted.Broken;
import slipstream.gateway.objectives.Wanted.Sound;
import slipstream.gateway.yaml.YamlParser;

@DisplayName("What OpenSLO documents promise")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectivesTest {
    @Test
    void is_an_app_a_series_a_target_a_window_and_a_gate() {
        assertThat(promise(Slo.SOUND))
                .isEqualTo(new Promise(
                        "com.example.app",
                        "fast-burn",
                        "webhook-delivery",
                        Optional.empty(),
                        Optional.of("jira"),
                        999_000,
                        28 * 24 * 60,
                        new RateBelow(),
                        new Gate(100, 0, OptionalLong.empty()),
                        1,
                        false));
    }

    @ParameterizedTest
    @CsvSource({
        "target: 0.999, 999000",
        "target: 0.9, 900000",
        "target: 0.999999, 999999",
        "target: 0.000001, 1",
        "targetPercent: 99.9, 999000",
        "targetPercent: 99.9999, 999999",
        "target: 0.9990000, 999000"
    })
    void has_its_target_exactly(String written, long ppm) {
        assertThat(promise(Slo.with("target: 0.999", written)).targetPpm()).isEqualTo(ppm);
    }

    @ParameterizedTest
    @CsvSource({"15m, 15", "24h, 1440", "1d, 1440", "4w, 40320", "28d, 40320", "65m, 65"})
    void has_its_window_in_minutes(String written, int minutes) {
        assertThat(promise(Slo.with("28d", written)).windowMinutes()).isEqualTo(minutes);
    }

    @Test
    void is_a_burn_rate_where_alert_policies_stand() {
        Promise promise = promise(Slo.and("""
                alertPolicies:
                  - kind: AlertPolicy
                    metadata: {name: page}
                    spec:
                      alertWhenBreaching: true
                      conditions:
                        - kind: AlertCondition
                          metadata: {name: burns}
                          spec:
                            severity: page
                            condition: {kind: burnrate, op: gt, threshold: 13.44, lookbackWindow: 1h, alertAfter: 5m}
                """));

        assertThat(promise.condition()).isEqualTo(new BurnRate(List.of(new Pair(60, 5, 13_440))));
    }

    @Test
    void takes_policies_conditions_and_indicators_by_name_wherever_they_stand() {
        String text =
                Slo.SOUND.replaceAll("(?s)  indicator:.*?  timeWindow", "  indicatorRef: deliveries\n  timeWindow")
                        + """
                  alertPolicies:
                    - alertPolicyRef: page
                ---
                apiVersion: openslo/v1
                kind: AlertPolicy
                metadata: {name: page}
                spec:
                  conditions:
                    - conditionRef: burns
                ---
                apiVersion: openslo/v1
                kind: AlertCondition
                metadata: {name: burns}
                spec:
                  severity: page
                  condition: {op: gt, threshold: 5.6, lookbackWindow: 6h}
                ---
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: deliveries}
                spec:
                  ratioMetric:
                    bad: &series {metricSource: {type: slipstream, spec: {sli: webhook-delivery}}}
                    total: *series
                """;

        Promise promise = promise(text);

        assertThat(promise.sli()).isEqualTo("webhook-delivery");
        assertThat(promise.condition()).isEqualTo(new BurnRate(List.of(new Pair(360, 30, 5_600))));
    }

    @Test
    void has_the_usual_burn_rates_where_none_is_written() {
        Promise promise = promise(annotated("slipstream/condition: BURN_RATE"));

        assertThat(promise.condition())
                .isEqualTo(new BurnRate(List.of(
                        new Pair(60, 5, 13_440),
                        new Pair(360, 30, 5_600),
                        new Pair(1_440, 120, 2_800),
                        new Pair(4_320, 360, 933))));
    }

    @Test
    void leaves_out_usual_burn_rates_that_the_target_puts_out_of_reach() {
        Promise promise = promise(annotated("slipstream/condition: BURN_RATE").replace("0.999", "0.9"));

        assertThat(((BurnRate) promise.condition()).pairs())
                .extracting(Pair::factorThousandths)
                .containsExactly(5_600L, 2_800L, 933L);
    }

    @Test
    void is_that_there_is_data_when_the_annotation_says_so() {
        String text = annotated("slipstream/condition: NO_DATA_FOR")
                .replace("    slipstream/minimum-total: \"100\"\n", "")
                .replace("28d", "30m");

        assertThat(promise(text).condition()).isEqualTo(new NoDataFor());
        assertThat(promise(text).windowMinutes()).isEqualTo(30);
    }

    @Test
    void is_a_latency_where_the_indicator_is_one() {
        Promise promise = promise(Slo.ofLatency());

        assertThat(promise.condition()).isEqualTo(new LatencyAbove(95, 800));
        assertThat(promise.sli()).isEqualTo("iframe-load");
        assertThat(promise.gate().minimumTotal()).isEqualTo(100);
    }

    @Test
    void may_have_every_gate_a_hysteresis_and_be_judged_at_every_event() {
        Promise promise = promise(annotated(
                "slipstream/minimum-bad: 3",
                "slipstream/alpha: 0.001",
                "slipstream/closing-minutes: 5",
                "slipstream/evaluation: EVENT"));

        assertThat(promise.gate()).isEqualTo(new Gate(100, 3, OptionalLong.of(1_000)));
        assertThat(promise.closingMinutes()).isEqualTo(5);
        assertThat(promise.atEveryEvent()).isTrue();
    }

    @Test
    void may_be_for_all_apps_for_one_base_URL_and_for_one_check() {
        assertThat(promise(Slo.with("com.example.app", "\"*\"")).appKey()).isEqualTo("*");
        assertThat(promise(annotated("slipstream/app: com.example.other")).appKey())
                .isEqualTo("com.example.other");
        assertThat(promise(Slo.with(
                                "{sli: webhook-delivery, product: jira}",
                                "{sli: availability, baseUrl: \"https://a.example/\"}"))
                        .scope())
                .contains("https://a.example");
        assertThat(promise(Slo.with("sli: webhook-delivery", "check: login, sli: synthetic"))
                        .scope())
                .contains("jira/login");
    }

    @Test
    void is_read_past_a_document_that_is_wrong_and_one_that_is_no_YAML() {
        Objectives read = read(Slo.with("name: fast-burn", "name: first")
                + "---\n" + Slo.with("0.999", "1.5")
                + "---\nkind: [SLO\n---\n"
                + Slo.with("name: fast-burn", "name: last"));

        assertThat(read.wanted()).extracting(Wanted::id).containsExactly("first", "fast-burn", "last");
        assertThat(read.wanted().get(1)).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.reason()).startsWith("line 51: spec.objectives[0].target: is \"1.5\"");
            assertThat(broken.at()).isEqualTo(new Position(27, 1));
            assertThat(broken.document()).startsWith("apiVersion").contains("target: 1.5");
        });
        assertThat(read.complete()).isFalse();
    }

    @Test
    void leaves_out_services_and_data_sources_with_a_note() {
        Objectives read = read("""
                apiVersion: openslo/v1
                kind: Service
                metadata: {name: shop}
                spec: {description: the shop}
                """);

        assertThat(read.isSound()).isTrue();
        assertThat(read.wanted()).isEmpty();
        assertThat(read.findings()).extracting(Finding::sentence).containsExactly("a Service has no effect here");
    }

    static Objectives read(String text) {
        return Objectives.read(new YamlParser().parse(text));
    }

    private static String annotated(String... annotations) {
        return Slo.with(
                "    slipstream/minimum-total",
                "    " + String.join("\n    ", annotations) + "\n    slipstream/minimum-total");
    }

    private static Promise promise(String text) {
        Objectives read = read(text);
        assertThat(read.findings()).filteredOn(Finding::isError).isEmpty();
        assertThat(read.wanted()).hasSize(1);
        return ((Sound) read.wanted().get(0)).promise();
    }
}
