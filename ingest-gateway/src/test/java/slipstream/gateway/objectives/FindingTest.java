package slipstream.gateway.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is wrong with a document")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FindingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "target: 0.999            | target: 0.9999999         | 25:15 spec.objectives[0].target: is \"0.9999999\": write at most 6 digits after the point, such as 0.999",
                "target: 0.999            | target: 99.9              | 25:15 spec.objectives[0].target: is \"99.9\": write a share between 0 and 1, such as 0.999; per cent is targetPercent: 99.9",
                "target: 0.999            | target: 1e-3              | 25:15 spec.objectives[0].target: is \"1e-3\": write a plain decimal number such as 0.999",
                "target: 0.999            | targetPercent: 100        | 25:22 spec.objectives[0].targetPercent: is \"100\": write a percentage between 0 and 100, such as 99.9",
                "target: 0.999            | tarrget: 0.999            | 25:7 spec.objectives[0].target: is missing: write a share such as target: 0.999",
                "target: 0.999            | tarrget: 0.999            | 25:7 spec.objectives[0].tarrget: is not known here; did you mean target?",
                "duration: 28d            | duration: 1M              | 21:17 spec.timeWindow[0].duration: is \"1M\": months, quarters and years differ in length, and windows slide by the minute; write 28d",
                "duration: 28d            | duration: 7m              | 21:17 spec.timeWindow[0].duration: is \"7m\": windows are multiples of five minutes; write 10m",
                "duration: 28d            | duration: 30d             | 21:17 spec.timeWindow[0].duration: is \"30d\": events are kept for windows of up to 28 days; write 28d or less",
                "isRolling: true          | isRolling: no             | 22:18 spec.timeWindow[0].isRolling: is \"no\": write true or false",
                "isRolling: true          | calendar: {timeZone: UTC} | 22:7 spec.timeWindow[0].calendar: windows slide by the minute here, so that a promise is as strict on the 1st as on the 31st; write isRolling: true",
                "Occurrences              | Timeslices                | 23:20 spec.budgetingMethod: is \"Timeslices\": events are counted, not slices of time; write Occurrences",
                "service: com.example.app | service: two words        | 8:12 spec.service: is \"two words\": write an app key such as com.example.app, or \"*\" for all apps",
                "name: fast-burn          | name: Fast_Burn           | 4:9 metadata.name: is \"Fast_Burn\": write up to 63 lower-case letters, digits and -, beginning and ending with a letter or digit",
                "kind: SLO                | kind: SLOO                | 2:7 kind: is \"SLOO\"; did you mean SLO?",
                "openslo/v1               | openslo/v1alpha           | 1:13 apiVersion: is \"openslo/v1alpha\": write openslo/v1",
                "slipstream/minimum-total | slipstream/minimum-totel  | 6:31 metadata.annotations.slipstream/minimum-totel: is not known here; did you mean slipstream/minimum-total?",
                "budgetingMethod          | budgetMethod              | 23:3 spec.budgetMethod: is not known here; did you mean budgetingMethod?"
            })
    void is_told_with_its_place_its_field_and_what_to_write_instead(String old, String written, String told) {
        assertThat(errors(Slo.with(old, written))).contains(told);
    }

    @Test
    void is_told_all_at_once_in_the_order_of_the_text() {
        String text = Slo.with("0.999", "2").replace("28d", "1Y").replace("type: slipstream", "type: Prometheus");

        assertThat(errors(text))
                .containsExactly(
                        "14:19 spec.indicator.spec.ratioMetric.good.metricSource.type: is \"Prometheus\": only what is counted here can be judged; write slipstream",
                        "18:19 spec.indicator.spec.ratioMetric.total.metricSource.type: is \"Prometheus\": only what is counted here can be judged; write slipstream",
                        "21:17 spec.timeWindow[0].duration: is \"1Y\": months, quarters and years differ in length, and windows slide by the minute; write 28d",
                        "25:15 spec.objectives[0].target: is \"2\": write a share between 0 and 1, such as 0.999; per cent is targetPercent: 99.9");
    }

    @Test
    void includes_series_that_are_not_counted_like_that() {
        assertThat(errors(Slo.SOUND.replace("webhook-delivery", "webhok-delivery")))
                .singleElement()
                .asString()
                .endsWith("; did you mean webhook-delivery?");
        assertThat(errors(Slo.SOUND.replace("webhook-delivery", "availability")))
                .containsExactly(
                        "15:48 spec.indicator.spec.ratioMetric.good.metricSource.spec.product: has no meaning here: availability is counted per base URL, not per product; leave it out");
        assertThat(errors(Slo.with("product: jira}\n        total", "product: confluence}\n        total")))
                .containsExactly(
                        "16:9 spec.indicator.spec.ratioMetric.total: is of other series than good: write the same metricSource for both");
    }

    @Test
    void includes_burn_rates_that_cannot_be() {
        assertThat(errors(Slo.with("0.999", "0.95") + policy("threshold: 20.001, lookbackWindow: 1h")))
                .singleElement()
                .asString()
                .contains("with the target 0.95 no burn rate is above 20;");
        assertThat(errors(Slo.with("28d", "1d") + policy("threshold: 2, lookbackWindow: 3d")))
                .singleElement()
                .asString()
                .contains("looks back over 3d, longer than the SLO's own window; write 24h or less");
        assertThat(errors(Slo.SOUND + policy("threshold: 2, lookbackWindow: 1h, alertAfter: 1h")))
                .singleElement()
                .asString()
                .contains("alertAfter: is not shorter than lookbackWindow");
    }

    @Test
    void includes_names_that_nothing_has_and_names_of_what_is_wrong_itself() {
        String reference =
                Slo.SOUND.replaceAll("(?s)  indicator:.*?  timeWindow", "  indicatorRef: deliverys\n  timeWindow");
        String sli = "---\napiVersion: openslo/v1\nkind: SLI\nmetadata: {name: deliveries}\nspec: {}\n";

        assertThat(errors(reference))
                .containsExactly(
                        "9:17 spec.indicatorRef: is \"deliverys\", but there is no SLI of that name in what was given");
        assertThat(errors(reference + sli)).first().asString().endsWith("; did you mean deliveries?");
        assertThat(errors(reference.replace("deliverys", "deliveries") + sli))
                .containsExactly(
                        "9:17 spec.indicatorRef: refers to the SLI in line 17, which has errors",
                        "20:7 spec.ratioMetric: is missing: write ratioMetric for a rate, or thresholdMetric for a latency");
    }

    @Test
    void includes_what_is_missing_and_what_is_there_twice() {
        String bare = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: bare}\nspec: {service: com.example.app}\n";

        assertThat(errors(bare))
                .extracting(each -> each.substring(0, each.indexOf(": ", 6)))
                .containsExactly(
                        "4:7 spec.indicator", "4:7 spec.timeWindow", "4:7 spec.budgetingMethod", "4:7 spec.objectives");
        assertThat(errors(bare)).allSatisfy(each -> assertThat(each).contains(": is missing: write "));
        assertThat(errors(Slo.with("- target: 0.999", "- target: 0.999\n    - target: 0.99")))
                .containsExactly(
                        "24:3 spec.objectives: holds 2 items: write one target, - target: 0.999; more targets are more SLOs");
        assertThat(errors(Slo.with("objectives:\n    - target: 0.999", "objectives: []")))
                .containsExactly(
                        "24:3 spec.objectives: holds 0 items: write one target, - target: 0.999; more targets are more SLOs");
    }

    @Test
    void includes_two_SLOs_of_one_name() {
        assertThat(errors(Slo.SOUND + "---\n" + Slo.SOUND))
                .containsExactly(
                        "30:9 metadata.name: is already the name of the SLO of com.example.app in line 1: write another one");
    }

    @Test
    void includes_annotations_without_effect() {
        assertThat(errors(Slo.ofLatency().replace("minimum-total", "minimum-bad")))
                .containsExactly(
                        "6:29 metadata.annotations.slipstream/minimum-bad: has no effect: a latency is of good events; leave it out");
    }

    @Test
    void includes_latencies_over_more_than_a_day_and_between_two_percentiles() {
        assertThat(errors(Slo.ofLatency().replace("1h", "7d")))
                .singleElement()
                .asString()
                .endsWith(
                        " spec.timeWindow: is longer than a day: latencies are summed up at every minute; write 24h or less");
        assertThat(errors(Slo.ofLatency().replace("0.95", "0.995")))
                .singleElement()
                .asString()
                .endsWith("is \"0.995\": latencies have whole percentiles; write 0.95 for the 95th");
    }

    @Test
    void shows_nothing_on_a_terminal_but_text() {
        assertThat(errors(Slo.with("Occurrences", "\"a\\e[31mb\\u202E\"")))
                .singleElement()
                .asString()
                .contains("is \"a?[31mb?\"");
    }

    private static String policy(String condition) {
        return """
                  alertPolicies:
                    - spec:
                        conditions:
                          - spec:
                              severity: page
                              condition: {op: gt, %s}
                """.formatted(condition);
    }

    private static List<String> errors(String text) {
        return ObjectivesTest.read(text).findings().stream()
                .filter(Finding::isError)
                .map(finding -> finding.at() + " " + finding.words())
                .toList();
    }
}
