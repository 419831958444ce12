package slipstream.processor.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What stands of an objective")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StandTest {
    private static final long FIRST = 1_000;

    /** M met, B breached, - no data, U unmeasured, W withdrawn: what the minutes say, and what is said then. */
    @ParameterizedTest
    @CsvSource({
        "1, MBBM, MBBM",
        "3, BMMM, BBBM",
        "3, BMMBMMM, BBBBBBM",
        "3, BMM-MMM, BBB-BBM",
        "3, BMMUMMM, BBBUBBM",
        "3, BUUUMMM, BUUUBBM",
        "2, MMBMMBMM, MMBBMBBM",
        "3, -MM, -MM",
        "3, UMM, UMM",
        "3, BWMM, BWMM",
    })
    void is_no_breach_any_more_after_so_many_minutes_without_one_in_a_row(int closing, String found, String said) {
        Stand stand = new Stand(1);
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < found.length(); i++) {
            stand.take(kind(found.charAt(i)), FIRST + i, closing);
            heard.append(letter(stand));
            stand = written(stand);
        }

        assertThat(heard).hasToString(said);
    }

    @Test
    void counts_a_minute_that_is_judged_again_once() {
        Stand stand = new Stand(1);
        stand.take(VerdictKind.BREACHED, FIRST, 2);
        stand.take(VerdictKind.MET, FIRST + 1, 2);
        stand.take(VerdictKind.MET, FIRST + 1, 2);
        assertThat(stand.kind()).isEqualTo(VerdictKind.BREACHED);

        stand.take(VerdictKind.MET, FIRST + 2, 2);
        assertThat(stand.kind()).isEqualTo(VerdictKind.MET);
    }

    @Test
    void tells_what_is_new_and_every_breach_and_numbers_what_it_tells_of_one_minute() {
        Stand stand = new Stand(1);
        List<String> told = Arrays.stream("B0 B1 B1 M1 M1 B1 M2 M3 -4 -5".split(" "))
                .map(each -> {
                    long minute = FIRST + Character.digit(each.charAt(1), 10);
                    boolean tell = stand.take(kind(each.charAt(0)), minute, 1);
                    return each + (tell ? ":" + stand.revisionAt(minute) : "");
                })
                .collect(Collectors.toList());

        assertThat(told).containsExactly("B0:0", "B1:0", "B1:1", "M1:2", "M1", "B1:3", "M2:0", "M3", "-4:0", "-5");
        assertThat(stand.since()).isEqualTo(FIRST + 4);
    }

    private static Stand written(Stand stand) {
        ByteWriter out = new ByteWriter();
        stand.write(out);
        return Stand.read(new ByteReader(out.toBytes()));
    }

    private static VerdictKind kind(char letter) {
        return VerdictKind.ofCode("MB-UW".indexOf(letter) + 1);
    }

    private static char letter(Stand stand) {
        VerdictKind kind = stand.kind();
        return kind == null ? '?' : "MB-UW".charAt(kind.code - 1);
    }
}
