package slipstream.alerter.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import slipstream.alerter.incident.Incident;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Watch;

@DisplayName("A watch in the state store")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchSerdeTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IncidentId ID = new IncidentId("FOotlQrY5ZQ");

    private final WatchSerde serde = new WatchSerde();

    static List<Watch> watches() {
        return List.of(
                Watch.NEW,
                new Watch(NOON, 3, Optional.empty()),
                new Watch(NOON, 3, Optional.of(new Incident.Open(ID, NOON.minusSeconds(60)))),
                new Watch(NOON, 3, Optional.of(new Incident.Resolved(ID, NOON.minusSeconds(600), NOON))));
    }

    @ParameterizedTest
    @MethodSource("watches")
    void is_read_as_it_was_written(Watch watch) {
        byte[] bytes = serde.serializer().serialize("t", watch);
        assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(watch);
        assertThat(bytes).hasSizeLessThan(44);
    }

    @Test
    void of_the_release_before_is_read_as_if_no_minute_had_been_judged_again() {
        byte[] old = HexFormat.of().parseHex("010000019AA0E1D4004F0000019AA0E0E9A0464F6F746C5172595A35");
        Watch watch = serde.deserializer().deserialize("t", old);
        assertThat(watch.revision()).isZero();
        assertThat(watch.incident()).containsInstanceOf(Incident.Open.class);
    }

    @Test
    void of_another_version_or_cut_short_is_refused() {
        byte[] bytes = serde.serializer().serialize("t", watches().get(2));
        byte[] newer = bytes.clone();
        newer[0] = 3;
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", newer))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> serde.deserializer().deserialize("t", Arrays.copyOf(bytes, 12)))
                .isInstanceOf(SerializationException.class);
    }
}
