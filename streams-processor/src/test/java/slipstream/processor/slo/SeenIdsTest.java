package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Seen ids")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeenIdsTest {
    private static final int STEPS = 60_000;
    private static final int HOURS = 200;
    private static final long FIRST_HOUR = 490_000;

    private final Stored stored = new Stored();
    private final Random random = new Random(20_261_120);

    @Test
    void are_each_new_once_in_their_hour_whatever_was_written_and_let_go_meanwhile() {
        SeenIds seen = new SeenIds(1, stored, false);
        Map<Long, Set<Long>> expected = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            long hour = FIRST_HOUR + (long) (HOURS * Math.pow(random.nextDouble(), 4));
            assertThat(seen.add(id(), hour, 0)).as("step %d", i).isEqualTo(remember(expected, hour));
            if (i % 97 == 0) {
                seen.write();
            }
            if (i % 1_013 == 0) {
                seen.forgetBefore(FIRST_HOUR + random.nextInt(HOURS));
            }
        }
    }

    @Test
    void are_found_again_after_a_restart() {
        SeenIds before = new SeenIds(1, stored, false);
        for (long id = 1; id <= 1_000; id++) {
            before.add(id << 54 | id, FIRST_HOUR + id % 3, 0);
        }
        before.write();
        SeenIds after = new SeenIds(1, stored, true);
        for (long id = 1; id <= 1_000; id++) {
            assertThat(after.containsAny(id << 54 | id, FIRST_HOUR - 1, FIRST_HOUR + 3))
                    .isTrue();
            assertThat(after.containsAny(id << 54 | (id + 1_000), FIRST_HOUR - 1, FIRST_HOUR + 3))
                    .isFalse();
        }
    }

    /** Few enough to come again, many of them looked for in the same slot. */
    private long id() {
        last = (long) random.nextInt(4) << 57 | (long) random.nextInt(64) << 20 | 1 + random.nextInt(16);
        return last;
    }

    private long last;

    private boolean remember(Map<Long, Set<Long>> expected, long hour) {
        return expected.computeIfAbsent(hour, any -> new HashSet<>()).add(last);
    }

    /** Pages in a map. */
    private static final class Stored implements SeenPages {
        private final Map<Long, TreeMap<Integer, byte[]>> hours = new HashMap<>();

        @Override
        public void read(long app, long hour, Sink sink) {
            hours.getOrDefault(hour, new TreeMap<>()).forEach(sink::page);
        }

        @Override
        public void write(long app, long hour, int page, byte[] ids, long arrivedAt) {
            hours.computeIfAbsent(hour, any -> new TreeMap<>()).put(page, ids);
        }
    }
}
