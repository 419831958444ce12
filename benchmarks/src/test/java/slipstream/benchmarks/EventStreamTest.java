package slipstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.schemas.InMemorySchemaIds;

@DisplayName("The events of a workload")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventStreamTest {
    private static final int EVENTS = 20_000;

    private final EventStream events = new EventStream(Workload.D100, new InMemorySchemaIds());

    @Test
    void are_the_same_bytes_every_time() {
        EventStream again = new EventStream(Workload.D100, new InMemorySchemaIds());
        for (int i = 0; i < EVENTS; i++) {
            EventStream.Written event = events.next();
            EventStream.Written repeated = again.next();
            assertThat(repeated.value()).isEqualTo(event.value());
            assertThat(repeated.receivedAt()).isEqualTo(event.receivedAt());
        }
    }

    @Test
    void come_as_often_and_as_late_as_the_workload_says() {
        EventFields fields = new EventFields();
        Set<Object> series = new HashSet<>();
        int late = 0;
        EventStream.Written last = events.next();
        for (int i = 1; i < EVENTS; i++) {
            last = events.next();
            fields.read(last.value());
            series.add(fields.series());
            late += fields.receivedAt - fields.occurredAt > 60_000 ? 1 : 0;
        }
        assertThat(series).hasSize(Workload.D100.series());
        assertThat(last.receivedAt() - EventStream.START.toEpochMilli()).isBetween(199_000L, 200_000L);
        assertThat(late).isBetween(EVENTS * 3 / 100, EVENTS * 5 / 100);
    }
}
