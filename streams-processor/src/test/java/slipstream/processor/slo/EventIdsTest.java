package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The ids of a partition's events")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventIdsTest {
    private static final int WEBHOOK = 1;
    private static final int IFRAME_LOAD = 2;
    private static final long HOUR = 490_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final HeapState state = new HeapState();
    private EventIds ids = new EventIds(IFRAME_LOAD, new Apps(), state.seen());
    private App app = app("com.example.one");

    @Test
    void are_those_of_one_app_each() {
        assertThat(timed(WEBHOOK, "id", HOUR)).isTrue();
        App other = app("com.example.two");
        assertThat(ids.remember(event(other, WEBHOOK, "id", HOUR, false), HOUR)).isTrue();
        assertThat(timed(WEBHOOK, "id", HOUR)).isFalse();
    }

    @Test
    void are_looked_for_in_the_hour_of_event_time_alone_when_the_event_has_one() {
        assertThat(timed(WEBHOOK, "id", HOUR)).isTrue();
        assertThat(timed(WEBHOOK, "id", HOUR + 1)).isTrue();
    }

    @Test
    void are_looked_for_in_a_whole_day_when_the_event_was_timed_by_its_arrival() {
        assertThat(arriving("id", HOUR)).isTrue();
        commitAndStartAgain();
        for (int hours = 0; hours <= 24; hours++) {
            assertThat(arriving("id", HOUR + hours)).as("%d hours later", hours).isFalse();
        }
        assertThat(arriving("id", HOUR + 25)).isTrue();
    }

    @Test
    void are_found_again_when_an_event_happened_in_the_millisecond_of_its_arrival_and_its_repetition_arrives_later() {
        assertThat(arriving("id", HOUR)).isTrue();
        assertThat(timed(WEBHOOK, "id", HOUR)).isFalse();
        assertThat(timed(WEBHOOK, "another", HOUR)).isTrue();
        assertThat(arriving("another", HOUR)).isFalse();
    }

    @Test
    void that_the_gateway_made_itself_are_looked_for_in_one_hour() {
        assertThat(arriving("~made", HOUR)).isTrue();
        assertThat(arriving("~made", HOUR)).isFalse();
        assertThat(arriving("~made", HOUR + 1)).isTrue();
    }

    @Test
    void of_loads_are_looked_for_in_the_hours_beside() {
        assertThat(timed(IFRAME_LOAD, "load", HOUR)).isTrue();
        commitAndStartAgain();
        assertThat(timed(IFRAME_LOAD, "load", HOUR + 1)).isFalse();
        assertThat(timed(IFRAME_LOAD, "load", HOUR - 1)).isFalse();
        assertThat(timed(IFRAME_LOAD, "load", HOUR + 2)).isTrue();
    }

    private boolean timed(int sli, String id, long hour) {
        return ids.remember(event(app, sli, id, hour, false), hour);
    }

    private boolean arriving(String id, long hour) {
        return ids.remember(event(app, WEBHOOK, id, hour, true), hour);
    }

    private void commitAndStartAgain() {
        ids.write(HOUR - 1);
        ids = new EventIds(IFRAME_LOAD, new Apps(), state.seen());
        ids.restored();
        app = app("com.example.one");
    }

    private static App app(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new App(bytes, IdHash.of(bytes, 0, bytes.length));
    }

    private static Observed event(App app, int sli, String id, long hour, boolean timedByArrival) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        long at = hour * HOUR_MILLIS;
        return new Observed()
                .app(app.key)
                .in(bytes)
                .id(0, bytes.length)
                .says(sli, Observed.Outcome.GOOD, false)
                .at(at, timedByArrival ? at : at + 1)
                .hash();
    }
}
