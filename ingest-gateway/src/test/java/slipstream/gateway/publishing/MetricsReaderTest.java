package slipstream.gateway.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.kit.http.Problem.Fault;

@DisplayName("A body that is published")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MetricsReaderTest {
    private final MetricsReader reader = new MetricsReader(ModuleKeys.builtIn());

    @Test
    void is_an_array_of_metrics() {
        assertThat(metrics("""
                        [{"metricsType":"IFRAME","moduleType":"adminPages","durationInMillis":120,"status":"SUCCESS"},
                         {"metricsType":"IFRAME","status":"FAIL"},
                         {"metricsType":"SYNTHETIC","status":"SUCCESS"}]
                        """))
                .containsExactly(
                        new PublishedMetric(PublishedMetric.Type.IFRAME, "adminPages", 120L, true),
                        new PublishedMetric(PublishedMetric.Type.IFRAME, null, null, false),
                        new PublishedMetric(PublishedMetric.Type.SYNTHETIC, null, null, true));
    }

    @Test
    void may_be_empty_and_may_have_unknown_fields_and_nulls() {
        assertThat(metrics("[]")).isEmpty();
        assertThat(metrics("""
                                [{"metricsType":"IFRAME","status":"SUCCESS","moduleType":null,"durationInMillis":null,"more":[1]}]
                                """)).containsExactly(new PublishedMetric(PublishedMetric.Type.IFRAME, null, null, true));
    }

    @Test
    void loses_the_duration_of_what_failed_and_of_synthetic_checks() {
        assertThat(metrics("[" + with("'status':'FAIL','durationInMillis':5") + "]"))
                .containsExactly(new PublishedMetric(PublishedMetric.Type.IFRAME, null, null, false));
        assertThat(metrics("[" + with("'metricsType':'SYNTHETIC','durationInMillis':5,'moduleType':'any'") + "]"))
                .containsExactly(new PublishedMetric(PublishedMetric.Type.SYNTHETIC, null, null, true));
    }

    @Test
    void may_use_the_alias_as_long_as_both_say_the_same() {
        assertThat(metrics("[{'metricType':'IFRAME','status':'FAIL'}]")).hasSize(1);
        assertThat(metrics("[" + with("'metricType':'IFRAME'") + "]")).hasSize(1);
        assertThat(codes("[" + with("'metricType':'SYNTHETIC'") + "]")).containsExactly("contradiction");
        assertThat(codes("[" + with("'metricType':'iframe'") + "]")).containsExactly("contradiction");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'metricsType':'IFRAME'}|status|missing",
                "{'status':'FAIL'}|metricsType|missing",
                "{'metricsType':null,'status':'FAIL'}|metricsType|missing",
                "{'metricsType':'iframe','status':'FAIL'}|metricsType|unsupported-metrics-type",
                "{'metricsType':'WEBHOOK','status':'FAIL'}|metricsType|unsupported-metrics-type",
                "{'metricsType':1,'status':'FAIL'}|metricsType|unsupported-metrics-type",
                "{'metricsType':'IFRAME','status':'success'}|status|unknown-status",
                "{'metricsType':'IFRAME','status':true}|status|unknown-status",
                "{'metricsType':'IFRAME','status':'SUCCESS','durationInMillis':-1}|durationInMillis|negative-duration",
                "{'metricsType':'IFRAME','status':'FAIL','durationInMillis':-1}|durationInMillis|negative-duration",
                "{'metricsType':'SYNTHETIC','status':'FAIL','durationInMillis':-1}|durationInMillis|negative-duration",
                "{'metricsType':'IFRAME','status':'FAIL','durationInMillis':'5'}|durationInMillis|not-a-whole-number",
                "{'metricsType':'IFRAME','status':'FAIL','durationInMillis':1.5}|durationInMillis|not-a-whole-number",
                "{'metricsType':'IFRAME','status':'FAIL','durationInMillis':1.0}|durationInMillis|not-a-whole-number",
                "{'metricsType':'IFRAME','status':'FAIL','durationInMillis':9223372036854775808}|durationInMillis|not-a-whole-number",
                "{'metricsType':'IFRAME','status':'FAIL','moduleType':'adminpages'}|moduleType|unknown-module-type",
                "{'metricsType':'IFRAME','status':'FAIL','moduleType':''}|moduleType|unknown-module-type",
                "{'metricsType':'IFRAME','status':'FAIL','moduleType':1}|moduleType|unknown-module-type",
                "[]||not-an-object",
                "null||not-an-object",
            })
    void has_faults_that_are_named(String element, String field, String code) {
        String good = "{'metricsType':'IFRAME','status':'FAIL'}";

        List<Fault> faults = read("[" + good + "," + element + "," + good + "]").faults();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.index()).isEqualTo(1);
            assertThat(fault.field()).isEqualTo(field == null ? "" : field);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void has_one_fault_per_faulty_element() {
        assertThat(read("[{}, {'metricsType':'IFRAME','status':'FAIL'}, {'metricsType':'x','status':'y'}]")
                        .faults())
                .extracting(Fault::index)
                .containsExactly(0, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|unreadable-json",
                "[|unreadable-json",
                "[] []|unreadable-json",
                "{}|not-an-array",
                "'text'|not-an-array",
                "null|not-an-array",
            })
    void is_one_array_and_nothing_else(String body, String code) {
        assertThat(codes(body)).containsExactly(code);
    }

    @Test
    void has_at_most_a_thousand_elements() {
        String element = "{'metricsType':'IFRAME','status':'FAIL'}";

        assertThat(read("[" + String.join(",", Collections.nCopies(1_000, element)) + "]")
                        .metrics())
                .hasSize(1_000);
        assertThat(read("[" + String.join(",", Collections.nCopies(1_001, element)) + "]")
                        .tooMany())
                .isTrue();
    }

    @Test
    void has_the_module_types_of_its_own_product() {
        assertThat(ModuleKeys.builtIn().ofProduct()).extractingByKey("jira").satisfies(keys -> assertThat(keys)
                .hasSize(61));
        assertThat(ModuleKeys.builtIn().ofProduct().get("confluence")).hasSize(22);
        byte[] body = json("[" + with("'moduleType':'jiraIssueFields'") + "]");

        assertThat(reader.read("jira", body).faults()).isEmpty();
        assertThat(reader.read("confluence", body).faults()).hasSize(1);
    }

    @Test
    void has_other_module_types_where_the_list_was_replaced() {
        MetricsReader own = new MetricsReader(new ModuleKeys(Map.of("jira", Set.of("panel"))));

        assertThat(own.read("jira", json("[" + with("'moduleType':'panel'") + "]"))
                        .faults())
                .isEmpty();
        assertThat(own.read("jira", json("[" + with("'moduleType':'adminPages'") + "]"))
                        .faults())
                .hasSize(1);
    }

    private static String with(String fields) {
        String status = fields.contains("'status'") ? "" : "'status':'SUCCESS',";
        String type = fields.contains("'metricsType'") ? "" : "'metricsType':'IFRAME',";
        return "{" + status + type + fields + "}";
    }

    private List<PublishedMetric> metrics(String body) {
        MetricsReader.Reading reading = read(body);
        assertThat(reading.faults()).isEmpty();
        return reading.metrics();
    }

    private List<String> codes(String body) {
        return read(body).faults().stream().map(Fault::code).toList();
    }

    private MetricsReader.Reading read(String body) {
        return reader.read("jira", json(body));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
