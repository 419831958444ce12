package slipstream.gateway.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.gateway.objectives.Change.FieldChange;
import slipstream.gateway.objectives.Change.Kind;
import slipstream.gateway.objectives.Wanted.Sound;

@DisplayName("Applying a text")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanTest {
    private static final String BROKEN = Slo.with("0.999", "1.5");

    private final List<Current> current = new ArrayList<>();
    private Set<String> pruned = Set.of();

    @Test
    void makes_what_is_not_there_with_all_its_fields() {
        Change change = onlyChange(Slo.SOUND);

        assertThat(change.kind()).isEqualTo(Kind.CREATE);
        assertThat(change.fields())
                .contains(
                        new FieldChange("target", Optional.empty(), Optional.of("0.999")),
                        new FieldChange("window", Optional.empty(), Optional.of("28d")));
    }

    @Test
    void that_was_applied_before_changes_nothing_even_if_it_is_worded_otherwise() {
        apply(Slo.SOUND);

        assertThat(onlyChange("# the same\n" + Slo.with("28d", "4w").replace("target: 0.999", "targetPercent: 99.90"))
                        .kind())
                .isEqualTo(Kind.UNCHANGED);
    }

    @Test
    void changes_what_differs_field_by_field() {
        apply(Slo.SOUND);

        Change change = onlyChange(
                Slo.with("0.999", "0.99").replace("{sli: webhook-delivery, product: jira}", "{sli: webhook-delivery}"));

        assertThat(change.kind()).isEqualTo(Kind.CHANGE);
        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("target", Optional.of("0.999"), Optional.of("0.99")),
                        new FieldChange("product", Optional.of("jira"), Optional.empty()));
    }

    @Test
    void removes_nothing_unless_asked_and_then_only_of_that_app() {
        apply(Slo.SOUND);
        apply(Slo.with("com.example.app", "com.example.other"));
        String another = Slo.with("name: fast-burn", "name: another");
        assertThat(kinds(another)).containsExactly(Kind.CREATE);

        pruned = Set.of("com.example.app");

        assertThat(kinds(another)).containsExactly(Kind.CREATE, Kind.REMOVE);
        assertThat(plan(another).changes().get(1).appKey()).isEqualTo("com.example.app");
    }

    @Test
    void removes_nothing_while_nobody_knows_what_a_document_names() {
        apply(Slo.SOUND);
        pruned = Set.of("com.example.app");

        assertThat(kinds(Slo.with("name: fast-burn", "name: another") + "---\n[\n"))
                .containsExactly(Kind.CREATE);
    }

    @Test
    void keeps_a_broken_one_as_broken_once() {
        Change change = onlyChange(BROKEN);
        assertThat(change.kind()).isEqualTo(Kind.BREAK);
        assertThat(change.reason()).startsWith("line 25: spec.objectives[0].target");

        current.add(new Current(
                "com.example.app",
                "fast-burn",
                Optional.empty(),
                ((Wanted.Broken) change.wanted().orElseThrow()).document()));

        assertThat(onlyChange("\n\n" + BROKEN).kind()).isEqualTo(Kind.UNCHANGED);
        assertThat(onlyChange(BROKEN.replace("1.5", "1.6")).kind()).isEqualTo(Kind.BREAK);
        assertThat(onlyChange(Slo.SOUND).kind()).isEqualTo(Kind.CHANGE);
    }

    @Test
    void with_a_broken_one_takes_nothing_out_of_force() {
        apply(Slo.SOUND);
        pruned = Set.of("com.example.app");

        assertThat(kinds(BROKEN)).containsExactly(Kind.KEEP);
        assertThat(plan(BROKEN).isAsAsked()).isFalse();
    }

    @Test
    void for_an_app_that_there_is_not_is_refused_and_the_others_are_applied() {
        assertThat(kinds(Slo.with("com.example.app", "com.example.unknown") + "---\n" + Slo.SOUND))
                .containsExactly(Kind.REFUSE, Kind.CREATE);
    }

    @Test
    void cannot_give_an_app_more_objectives_than_there_can_be() {
        for (int i = 0; i < Plan.MAX_PER_APP; i++) {
            apply(Slo.with("name: fast-burn", "name: number-" + i));
        }

        assertThat(kinds(Slo.SOUND + "---\n" + Slo.with("name: fast-burn", "name: number-7")))
                .containsExactly(Kind.REFUSE, Kind.UNCHANGED);
    }

    private void apply(String text) {
        for (Change change : plan(text).changes()) {
            Sound sound = (Sound) change.wanted().orElseThrow();
            current.add(new Current(change.appKey(), change.id(), Optional.of(sound.promise()), sound.document()));
        }
    }

    private Plan plan(String text) {
        return Plan.of(ObjectivesTest.read(text), current, pruned, app -> !app.equals("com.example.unknown"));
    }

    private List<Kind> kinds(String text) {
        return plan(text).changes().stream().map(Change::kind).toList();
    }

    private Change onlyChange(String text) {
        List<Change> changes = plan(text).changes();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }
}
