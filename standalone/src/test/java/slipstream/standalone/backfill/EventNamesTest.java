package slipstream.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.kit.http.Json;

@DisplayName("The ids of events that have none")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventNamesTest {
    private static final String A = "{'appKey':'k','occurredAt':'2026-11-01T10:00:00Z','status':200}";
    private static final String B = "{'appKey':'k','occurredAt':'2026-11-01T10:00:00Z','status':500}";

    @Test
    void are_the_same_in_every_run_whatever_the_order_the_writing_and_the_neighbours() {
        String other = "{'status':200,'occurredAt':'2026-11-01T11:00:00.000+01:00','appKey':'k'}";

        assertThat(idsOf(A, A, B)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(idsOf(B, other, A));
        assertThat(idsOf(A)).containsExactlyElementsOf(idsOf(other)).isSubsetOf(idsOf(A, B));
    }

    @Test
    void are_given_to_nothing_that_has_one() {
        assertThat(idsOf("{'id':'mine','status':200}")).containsExactly("mine");
    }

    @Test
    void tell_two_equal_lines_of_one_file_apart_and_not_those_of_two_files() {
        EventNames names = new EventNames();
        assertThat(List.of(names.name(json(A)), names.name(json(A)))).containsExactly(false, false);

        names.beginFile();
        assertThat(List.of(names.name(json(A)), names.name(json(A)), names.name(json(A))))
                .as("whether it went by before")
                .containsExactly(true, true, false);
    }

    @Test
    void are_remembered_exactly_while_the_table_grows() {
        Repetitions repetitions = new Repetitions(20_000);
        for (int round = 0; round < 3; round++) {
            for (long i = 0; i < 20_000; i++) {
                assertThat(repetitions.add(i << 40)).isEqualTo(round);
            }
        }
        assertThat(repetitions.isFull()).isTrue();
    }

    private static List<String> idsOf(String... events) {
        EventNames names = new EventNames();
        List<String> ids = new ArrayList<>();
        for (String each : events) {
            ObjectNode event = json(each);
            names.name(event);
            ids.add(event.path("id").asText());
        }
        return ids;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
