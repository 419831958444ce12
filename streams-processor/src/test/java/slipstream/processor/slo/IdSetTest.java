package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Ids of one hour")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdSetTest {
    private final IdSet ids = new IdSet(490_000, 0);

    @Test
    void are_each_new_once_however_many_there_are() {
        Random random = new Random(1);
        Set<Long> known = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long id = random.nextLong() >>> random.nextInt(50) | 1;
            assertThat(ids.add(id)).as("id %d", id).isEqualTo(known.add(id));
        }
        assertThat(known).allMatch(ids::contains);
        assertThat(ids.size()).isEqualTo(known.size());
        assertThat(ids.contains(1L << 40)).isFalse();
    }

    @Test
    void may_all_belong_to_the_last_place_of_the_table() {
        for (int i = 1; i <= 3_000; i++) {
            assertThat(ids.add(mixedTo(-i))).isTrue();
        }
        for (int i = 1; i <= 3_000; i++) {
            assertThat(ids.contains(mixedTo(-i))).as("id %d", i).isTrue();
            assertThat(ids.add(mixedTo(-i))).isFalse();
        }
        assertThat(ids.contains(mixedTo(-3_001))).isFalse();
        assertThat(ids.size()).isEqualTo(3_000);
    }

    @Test
    void may_be_more_or_fewer_than_were_expected() {
        for (int expected : new int[] {1, 10, 1_000, 100_000}) {
            IdSet expecting = new IdSet(1, expected);
            for (long id = 1; id <= 5_000; id++) {
                assertThat(expecting.add(id)).isTrue();
                assertThat(expecting.add(id)).isFalse();
            }
        }
    }

    /** The id that a value is mixed from: the factor is odd, so it has an inverse (Newton's method, modulo a power of two). */
    private static long mixedTo(long value) {
        long inverse = IdSet.FACTOR;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - IdSet.FACTOR * inverse;
        }
        return value * inverse;
    }
}
