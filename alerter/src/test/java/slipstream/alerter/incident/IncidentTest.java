package slipstream.alerter.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.alerter.incident.Verdict.Kind.BREACHED;
import static slipstream.alerter.incident.Verdict.Kind.MET;
import static slipstream.alerter.incident.Verdict.Kind.NO_DATA;
import static slipstream.alerter.incident.Verdict.Kind.UNMEASURED;
import static slipstream.alerter.incident.Verdict.Kind.WITHDRAWN;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An incident")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IncidentTest {
    private final IncidentTimeline timeline = new IncidentTimeline();

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource({
        "MET,        MET,        nothing",
        "MET,        BREACHED,   10:01 OPENED",
        "MET,        NO_DATA,    nothing",
        "MET,        UNMEASURED, nothing",
        "BREACHED,   MET,        10:01 RESOLVED",
        "BREACHED,   BREACHED,   nothing",
        "BREACHED,   NO_DATA,    nothing",
        "BREACHED,   UNMEASURED, nothing",
        "NO_DATA,    BREACHED,   10:01 OPENED",
        "NO_DATA,    MET,        nothing",
        "UNMEASURED, BREACHED,   10:01 OPENED",
        "UNMEASURED, MET,        nothing",
    })
    void steps(Verdict.Kind first, Verdict.Kind second, String change) {
        timeline.at("10:00", first);
        int before = timeline.changes().size();
        timeline.at("10:01", second);
        List<String> after =
                timeline.changes().subList(before, timeline.changes().size());
        assertThat(after).isEqualTo(change.equals("nothing") ? List.of() : List.of(change));
    }

    @Test
    void opens_with_the_breach_and_is_resolved_by_the_recovery() {
        timeline.at("10:00", MET)
                .at("10:05", BREACHED)
                .at("10:06", BREACHED)
                .at("10:07", BREACHED)
                .at("10:20", MET)
                .at("10:21", MET);
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:20 RESOLVED");
        assertThat(timeline.ids().get(0)).isEqualTo(timeline.ids().get(1));
    }

    @Test
    void is_frozen_while_nothing_is_known_and_goes_on_afterwards() {
        timeline.at("10:05", BREACHED)
                .at("10:06", UNMEASURED)
                .at("10:30", NO_DATA)
                .at("10:40", BREACHED)
                .at("10:41", UNMEASURED)
                .at("10:50", MET);
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:50 RESOLVED");
    }

    @Test
    void after_a_resolved_one_is_another_incident() {
        timeline.at("10:05", BREACHED).at("10:20", MET).at("10:21", BREACHED);
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:20 RESOLVED", "10:21 OPENED");
        assertThat(timeline.ids().get(2)).isNotEqualTo(timeline.ids().get(0));
    }

    @Test
    void follows_a_minute_that_is_judged_again() {
        timeline.at("10:00", MET).at("10:05", BREACHED).again("10:05", 1, MET);
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:05 RESOLVED");

        timeline.again("10:05", 1, BREACHED).again("10:05", 0, BREACHED);
        assertThat(timeline.changes()).as("read before").hasSize(2);
        timeline.again("10:06", 2, BREACHED).at("10:06", MET);
        assertThat(timeline.changes()).as("an older revision").hasSize(3).endsWith("10:06 OPENED");
    }

    @Test
    void is_over_when_its_objective_is_taken_back() {
        timeline.at("10:05", BREACHED).again("10:05", 1, WITHDRAWN).at("10:06", MET);
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:05 RESOLVED");
    }

    @Test
    void ignores_verdicts_that_were_read_before() {
        timeline.at("10:00", MET).at("10:05", BREACHED).at("10:20", MET);
        Watch once = timeline.watch();
        timeline.read(IncidentTimeline.verdict("10:00", MET, IncidentTimeline.at("10:00")))
                .read(IncidentTimeline.verdict("10:05", BREACHED, IncidentTimeline.at("10:05")))
                .read(IncidentTimeline.verdict("10:20", MET, IncidentTimeline.at("10:20")));
        assertThat(timeline.changes()).containsExactly("10:05 OPENED", "10:20 RESOLVED");
        assertThat(timeline.watch()).isEqualTo(once);
    }

    @Test
    void keeps_its_id_when_the_first_verdicts_of_its_breach_are_no_longer_kept() {
        timeline.at("10:05", BREACHED);
        IncidentTimeline later = new IncidentTimeline();
        later.read(IncidentTimeline.verdict("10:09", BREACHED, IncidentTimeline.at("10:05")));
        assertThat(later.ids()).isEqualTo(timeline.ids());
    }

    @Test
    void never_begins_before_what_was_read() {
        timeline.at("10:05", BREACHED).at("10:20", MET);
        timeline.read(IncidentTimeline.verdict("10:21", BREACHED, IncidentTimeline.at("10:05")));
        assertThat(timeline.ids())
                .hasSize(3)
                .element(2)
                .isNotEqualTo(timeline.ids().get(0));
    }

    @Test
    void has_an_id_of_eleven_characters_that_never_changes() {
        IncidentId id = IncidentId.of(IncidentTimeline.SERIES, "webhook-delivery", IncidentTimeline.at("10:05"));
        assertThat(id.text()).matches("[A-Za-z0-9_-]{11}").isEqualTo("h1KL1wF8_jo");
    }

    @Test
    void has_an_id_of_its_own() {
        Set<String> ids = new HashSet<>();
        for (String app : List.of("a", "a/b", "ab")) {
            for (String scope : List.of("jira", "b/jira", "/jira")) {
                for (String objective : List.of("o", "jira/o")) {
                    for (String minute : List.of("10:00", "10:01")) {
                        Series series = new Series(app, Sli.IFRAME_LOAD, scope);
                        ids.add(IncidentId.of(series, objective, IncidentTimeline.at(minute))
                                .text());
                    }
                }
            }
        }
        assertThat(ids).hasSize(36);
    }
}
