package slipstream.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What Flink's jobs read")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventsAloneTest {
    private final List<byte[]> handedOn = new ArrayList<>();

    @Test
    void are_events_and_no_ticks() {
        byte[] event = {1, 2, 3};
        read(event);
        read(null);
        assertThat(handedOn).containsExactly(event);
    }

    private void read(byte @Nullable [] value) {
        new EventsAlone()
                .deserialize(new ConsumerRecord<>("events", 0, 0, new byte[0], value), new ListCollector<>(handedOn));
    }
}
