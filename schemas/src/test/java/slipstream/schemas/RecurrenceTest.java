package slipstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A recurrence")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecurrenceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);

    /** Every night from 02:00 to 03:00, beginning on a winter's day of 2026. */
    private static Recurrence nightly(ZoneId zone) {
        Instant from = Instant.parse(zone.equals(BERLIN) ? "2026-01-10T01:00:00Z" : "2026-01-10T07:00:00Z");
        return Recurrence.of("FREQ=DAILY", zone, from, from.plus(HOUR));
    }

    @Test
    void stays_at_its_hour_of_the_local_clock() {
        assertThat(on("2026-02-01", nightly(BERLIN))).containsExactly("2026-02-01T01:00:00Z 2026-02-01T02:00:00Z");
        assertThat(on("2026-07-01", nightly(BERLIN))).containsExactly("2026-07-01T00:00:00Z 2026-07-01T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
        "America/New_York, 2026-03-07T07:00:00Z, 2026-03-08T07:00:00Z, 2026-03-09T06:00:00Z"
    })
    void reads_an_hour_that_does_not_exist_with_the_offset_before_the_gap(
            ZoneId zone, Instant before, Instant spring, Instant after) {
        assertThat(nightly(zone).between(before, after.plus(HOUR)))
                .containsExactly(hourFrom(before), hourFrom(spring), hourFrom(after));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-10-24T00:00:00Z, 2026-10-25T00:00:00Z, 2026-10-26T01:00:00Z",
        "America/New_York, 2026-10-31T06:00:00Z, 2026-11-01T07:00:00Z, 2026-11-02T07:00:00Z"
    })
    void holds_for_one_hour_on_the_day_that_has_an_hour_twice(
            ZoneId zone, Instant before, Instant autumn, Instant after) {
        assertThat(nightly(zone).between(before, after.plus(HOUR)))
                .containsExactly(hourFrom(before), hourFrom(autumn), hourFrom(after));
    }

    @Test
    void of_an_hour_that_exists_twice_is_the_first_of_the_two() {
        Instant from = Instant.parse("2026-10-30T05:00:00Z");
        Recurrence one = Recurrence.of("FREQ=DAILY", NEW_YORK, from, from.plus(HOUR));

        assertThat(one.between(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z")))
                .containsExactly(hourFrom(Instant.parse("2026-11-01T05:00:00Z")));
    }

    @Test
    void keeps_its_exact_length_across_a_change_of_the_clock() {
        Instant from = Instant.parse("2026-03-27T00:00:00Z");
        Recurrence fourHours = Recurrence.of("FREQ=DAILY", BERLIN, from, from.plus(HOUR.multipliedBy(4)));

        assertThat(on("2026-03-29", fourHours)).contains("2026-03-29T00:00:00Z 2026-03-29T04:00:00Z");
    }

    @Test
    void counts_two_local_times_that_are_one_moment_once() {
        Instant from = Instant.parse("2026-03-01T01:00:00Z");
        Recurrence twice = Recurrence.of("FREQ=DAILY;BYHOUR=2,3", BERLIN, from, from.plus(Duration.ofMinutes(5)));

        assertThat(on("2026-03-29", twice)).containsExactly("2026-03-29T01:00:00Z 2026-03-29T01:05:00Z");
    }

    @Test
    void ends_with_UNTIL_inclusive_or_after_COUNT() {
        Instant from = Instant.parse("2026-01-10T01:00:00Z");
        Recurrence until = Recurrence.of("FREQ=DAILY;UNTIL=20260112T010000Z", BERLIN, from, from.plus(HOUR));
        Recurrence untilDay = Recurrence.of("FREQ=DAILY;UNTIL=20260112", BERLIN, from, from.plus(HOUR));
        Recurrence count = Recurrence.of("FREQ=DAILY;COUNT=3", BERLIN, from, from.plus(HOUR));

        for (Recurrence each : List.of(until, untilDay, count)) {
            assertThat(each.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")))
                    .containsExactly(
                            hourFrom(from),
                            hourFrom(from.plus(Duration.ofDays(1))),
                            hourFrom(from.plus(Duration.ofDays(2))));
            assertThat(each.firstEndingAfter(Instant.parse("2026-01-12T01:59:00Z")))
                    .isPresent();
            assertThat(each.firstEndingAfter(Instant.parse("2026-01-12T02:00:00Z")))
                    .isEmpty();
        }
    }

    @Test
    void without_an_end_ends_after_ten_years() {
        Recurrence endless = nightly(BERLIN);

        assertThat(endless.firstEndingAfter(Instant.parse("2035-12-31T00:00:00Z")))
                .isPresent();
        assertThat(endless.firstEndingAfter(Instant.parse("2036-01-12T00:00:00Z")))
                .isEmpty();
        assertThat(endless.isMoreThan(3_653)).isTrue();
        assertThat(endless.isMoreThan(3_654)).isFalse();
    }

    @Test
    void that_occurs_once_only_ends_there() {
        Instant from = Instant.parse("2026-02-28T23:00:00Z");
        Recurrence rare = Recurrence.of("FREQ=YEARLY;INTERVAL=999", BERLIN, from, from.plus(HOUR));

        assertThat(rare.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z")))
                .containsExactly(hourFrom(from));
        assertThat(rare.firstEndingAfter(from.plus(HOUR))).isEmpty();
    }

    @Test
    void says_the_same_of_a_time_whatever_was_asked_before() {
        Random random = new Random(5);
        Recurrence recurrence = recurrence("FREQ=MONTHLY;BYDAY=-1FR,2TU;BYHOUR=2,3,23");
        for (int question = 0; question < 300; question++) {
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(3_000_000)));
            Instant to = from.plus(Duration.ofMinutes(1 + random.nextInt(90_000)));

            assertThat(recurrence.between(from, to))
                    .isEqualTo(plain(recurrence("FREQ=MONTHLY;BYDAY=-1FR,2TU;BYHOUR=2,3,23"), from, to));
        }
    }

    /** All of it from the beginning, filtered. */
    private static List<Occurrence> plain(Recurrence recurrence, Instant from, Instant to) {
        List<Occurrence> found = new ArrayList<>();
        for (Occurrence each :
                recurrence.between(Instant.parse("2025-12-01T00:00:00Z"), Instant.parse("2037-01-01T00:00:00Z"))) {
            if (each.overlaps(from, to)) {
                found.add(each);
            }
        }
        return found;
    }

    private static Recurrence recurrence(String rule) {
        Instant from = Instant.parse("2026-01-13T01:00:00Z");
        return Recurrence.of(rule, BERLIN, from, from.plus(Duration.ofHours(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "daily",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;COUNT=2;UNTIL=20270101",
                "FREQ=HOURLY",
                "FREQ=DAILY;BYMINUTE=2",
                "FREQ=DAILY;BYSECOND=1",
                "FREQ=WEEKLY;BYDAY=XX",
                "RRULE:FREQ=DAILY",
                "FREQ=WEEKLY;BYDAY=SU",
                "RSCALE=ISLAMIC-CIVIL;FREQ=MONTHLY"
            })
    void that_cannot_be_followed_is_refused_with_a_reason(String rule) {
        assertThatThrownBy(() -> recurrence(rule))
                .isInstanceOf(InvalidRecurrence.class)
                .message()
                .isNotBlank();
    }

    private static Occurrence hourFrom(Instant from) {
        return new Occurrence(from, from.plus(HOUR));
    }

    private static List<String> on(String day, Recurrence recurrence) {
        Instant midnight = Instant.parse(day + "T00:00:00Z");
        return recurrence.between(midnight, midnight.plus(Duration.ofDays(1))).stream()
                .map(occurrence -> occurrence.from() + " " + occurrence.to())
                .toList();
    }
}
