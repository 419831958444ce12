package slipstream.gateway.catalogue.exclusions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.gateway.admission.BaseUrl;
import slipstream.gateway.admission.Registration;
import slipstream.gateway.catalogue.InvalidInput;
import slipstream.kit.http.Json;
import slipstream.kit.http.Problem.Fault;
import slipstream.schemas.InMemorySchemaIds;
import slipstream.schemas.SlipstreamAvroSerializer;
import slipstream.schemas.avro.Exclusion;
import slipstream.schemas.avro.ExclusionKind;
import slipstream.schemas.avro.Sli;

@DisplayName("An exclusion that is asked for")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExclusionInputTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:03:00Z");
    private static final String APP = "com.example.app";
    private static final String TOMORROW =
            "'from': '2026-03-03T02:00:00Z', 'to': '2026-03-03T03:00:00Z', 'reason': 'a new database'";

    private Exclusion standing;
    private boolean byOperator;

    /** As in a process of ours: Avro copies no record of ours until the serde has said that it may. */
    @BeforeAll
    static void useTheSerde() {
        assertThat(new SlipstreamAvroSerializer<Exclusion>(new InMemorySchemaIds()))
                .isNotNull();
    }

    @Test
    void is_announced_maintenance() throws InvalidInput {
        Exclusion read =
                read("{'kind': 'MAINTENANCE', 'sli': 'webhook-delivery', 'product': 'jira', " + TOMORROW + "}");

        assertThat(read.getKind()).isEqualTo(ExclusionKind.MAINTENANCE);
        assertThat(read.getSli()).isEqualTo(Sli.WEBHOOK_DELIVERY);
        assertThat(read.getProduct()).isEqualTo("jira");
        assertThat(read.getAuthor()).isEqualTo("Ada");
        assertThat(read.getRevision()).isEqualTo(1);
        assertThat(read.getUpdatedAt()).isEqualTo(NOW);
    }

    @Test
    void or_a_fault_of_the_platform_found_out_afterwards_by_an_operator() throws InvalidInput {
        byOperator = true;

        Exclusion read = read("{'kind': 'PLATFORM_FAULT', 'from': '2026-03-01T02:00:00Z', 'to': '2026-03-01T03:05:00Z',"
                + " 'reason': 'the queue was down', 'baseUrl': 'https://a.example.com/'}");

        assertThat(read.getScope()).isEqualTo("https://a.example.com");
    }

    @Test
    void tells_every_fault_at_once() {
        assertThat(faults("{'kind': 'HOLIDAY', 'sli': 'speed', 'product': 'trello', 'baseUrl': 'https://other.example',"
                        + " 'from': '2026-03-03T02:01:00Z', 'timeZone': 'Mars/Base', 'colour': 'red'}"))
                .containsExactlyInAnyOrder(
                        "kind unknown-kind",
                        "sli unknown-sli",
                        "product unknown-product",
                        "product contradiction",
                        "baseUrl unknown-base-url",
                        "from not-on-boundary",
                        "to required",
                        "timeZone without-recurrence",
                        "timeZone unknown-time-zone",
                        "reason required",
                        "colour unknown-field");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T02:00:00Z, 2026-03-03T02:00:00Z, to not-after-start",
        "2026-03-03T02:00:00Z, 2026-04-04T02:00:00Z, to too-long",
        "2029-03-03T02:00:00Z, 2029-03-03T03:00:00Z, from too-far-ahead",
        "1970-01-01T00:00:00Z, 2026-03-03T03:00:00Z, from too-long-ago",
        "2026-03-02T12:00:00Z, 2026-03-02T13:00:00Z, from already-begun",
        "2026-03-03T02:00:01Z, 2026-03-03T03:00:00Z, from not-on-boundary",
        "yesterday, 2026-03-03T03:00:00Z, from invalid-time"
    })
    void lies_within_limits_and_maintenance_ahead(String from, String to, String fault) {
        assertThat(faults("{'kind': 'MAINTENANCE', 'from': '" + from + "', 'to': '" + to + "', 'reason': 'r'}"))
                .containsExactly(fault);
    }

    @Test
    void is_no_fault_of_the_platform_when_a_partner_says_so() {
        assertThat(faults("{'kind': 'PLATFORM_FAULT', " + TOMORROW + "}")).containsExactly("kind operators-only");
    }

    @Test
    void recurs_by_a_rule_in_a_time_zone() throws InvalidInput {
        Exclusion read = read(
                "{'kind': 'MAINTENANCE', 'recurrence': 'FREQ=DAILY', 'timeZone': 'Europe/Berlin', " + TOMORROW + "}");

        assertThat(read.getRecurrence()).isEqualTo("FREQ=DAILY");
        assertThat(read.getTimeZone()).isEqualTo("Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'recurrence': 'FREQ=DAILY' | timeZone required",
                "'recurrence': 'FREQ=DAILY', 'timeZone': '+01:00' | timeZone unknown-time-zone",
                "'recurrence': 'FREQ=HOURLY', 'timeZone': 'UTC' | recurrence invalid-recurrence",
                "'recurrence': 'FREQ=WEEKLY;BYDAY=SU', 'timeZone': 'UTC' | recurrence invalid-recurrence",
                "'recurrence': 'FREQ=DAILY;BYHOUR=2,4,6,8', 'timeZone': 'UTC' | recurrence too-many-occurrences"
            })
    void recurs_only_as_can_be_followed(String fields, String fault) {
        assertThat(faults("{'kind': 'MAINTENANCE', " + fields + ", " + TOMORROW + "}"))
                .containsExactly(fault);
    }

    @Test
    void that_has_begun_can_be_ended_early_but_not_made_longer() throws InvalidInput {
        standing = maintenance("2026-03-02T11:00:00Z", "2026-03-02T13:00:00Z", null);

        assertThat(
                        read("{'kind': 'MAINTENANCE', 'from': '2026-03-02T11:00:00Z', 'to': '2026-03-02T12:05:00Z', 'reason': 'r'}")
                                .getRevision())
                .isEqualTo(2);
        assertThat(
                        faults(
                                "{'kind': 'MAINTENANCE', 'from': '2026-03-02T11:00:00Z', 'to': '2026-03-02T13:05:00Z', 'reason': 'r'}"))
                .containsExactly("from already-begun");
        assertThat(
                        faults(
                                "{'kind': 'MAINTENANCE', 'from': '2026-03-02T10:55:00Z', 'to': '2026-03-02T13:00:00Z', 'reason': 'r'}"))
                .containsExactly("from already-begun");
        assertThat(faults("{'kind': 'MAINTENANCE', 'sli': 'iframe-load', 'from': '2026-03-02T11:00:00Z',"
                        + " 'to': '2026-03-02T13:00:00Z', 'reason': 'r'}"))
                .containsExactly("from already-begun");
    }

    @Test
    void that_recurs_can_be_ended_once_it_has_begun() throws InvalidInput {
        standing = maintenance("2026-02-01T02:00:00Z", "2026-02-01T03:00:00Z", "FREQ=DAILY");

        assertThat(
                        read("{'kind': 'MAINTENANCE', 'from': '2026-02-01T02:00:00Z', 'to': '2026-02-01T03:00:00Z', 'reason': 'r',"
                                        + " 'recurrence': 'FREQ=DAILY;UNTIL=20260305T000000Z', 'timeZone': 'UTC'}")
                                .getRecurrence())
                .contains("UNTIL");
        assertThat(faults(
                        "{'kind': 'MAINTENANCE', 'from': '2026-02-01T02:00:00Z', 'to': '2026-02-01T03:00:00Z', 'reason': 'r',"
                                + " 'recurrence': 'FREQ=DAILY;BYHOUR=2,4', 'timeZone': 'UTC'}"))
                .containsExactly("from already-begun");
    }

    @Test
    void that_was_taken_back_cannot_be_restored_once_it_has_begun() {
        standing = Exclusion.newBuilder(maintenance("2026-03-02T11:00:00Z", "2026-03-02T13:00:00Z", null))
                .setRemoved(true)
                .build();

        assertThat(
                        faults(
                                "{'kind': 'MAINTENANCE', 'from': '2026-03-02T11:00:00Z', 'to': '2026-03-02T13:00:00Z', 'reason': 'r'}"))
                .containsExactly("from already-begun");
    }

    @Test
    void is_read_as_it_was_answered() throws InvalidInput {
        standing = maintenance("2026-03-03T02:00:00Z", "2026-03-03T03:00:00Z", null);
        String answer = new String(Json.bytes(ExclusionAnswer.newest(standing, NOW)), StandardCharsets.UTF_8);

        assertThat(read(answer))
                .isEqualTo(Exclusion.newBuilder(standing)
                        .setRevision(2)
                        .setUpdatedAt(NOW)
                        .build());
    }

    @Test
    void is_one_object() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(InvalidInput.class);
    }

    private static Exclusion maintenance(String from, String to, String recurrence) {
        return Exclusion.newBuilder()
                .setId("night")
                .setAppKey(APP)
                .setKind(ExclusionKind.MAINTENANCE)
                .setFrom(Instant.parse(from))
                .setTo(Instant.parse(to))
                .setRecurrence(recurrence)
                .setTimeZone(recurrence == null ? null : "UTC")
                .setReason("r")
                .setAuthor("Ada")
                .setUpdatedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .build();
    }

    private Exclusion read(String body) throws InvalidInput {
        Registration app = new Registration(
                APP,
                "App",
                "Example",
                List.of("jira"),
                List.of(new BaseUrl("https://a.example.com", "/")),
                List.of(),
                null,
                Set.of(),
                null,
                NOW);
        return ExclusionInput.read(
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                new ExclusionInput.Asked(APP, "night", app, standing, byOperator, "Ada", NOW));
    }

    private List<String> faults(String body) {
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> read(body));
        assertThat(refused).isNotNull();
        return refused.problem().errors().stream().map(ExclusionInputTest::text).toList();
    }

    private static String text(Fault fault) {
        return fault.field() + " " + fault.code();
    }
}
