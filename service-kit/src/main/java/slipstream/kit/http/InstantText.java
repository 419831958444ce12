package slipstream.kit.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants in JSON as {@link Instant#toString} writes them. Those of whole milliseconds in years of four digits, which is all that
 * we answer with, are put together digit by digit: an answer holds dozens, and the formatter takes longer for each than
 * everything else around it.
 */
final class InstantText extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NANOS_OF_MILLI = 1_000_000;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final char[] PATTERN = "0000-00-00T00:00:00Z".toCharArray();
    private static final char[] PATTERN_WITH_MILLIS = "0000-00-00T00:00:00.000Z".toCharArray();

    InstantText() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
        long second = instant.getEpochSecond();
        int millis = instant.getNano() / NANOS_OF_MILLI;
        if (millis * NANOS_OF_MILLI != instant.getNano() || second < FIRST_SECOND || second > LAST_SECOND) {
            out.writeString(instant.toString());
            return;
        }
        char[] text = (millis == 0 ? PATTERN : PATTERN_WITH_MILLIS).clone();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_OF_DAY));
        int ofDay = Math.floorMod(second, SECONDS_OF_DAY);
        put(text, 0, 4, date.getYear());
        put(text, 5, 2, date.getMonthValue());
        put(text, 8, 2, date.getDayOfMonth());
        put(text, 11, 2, ofDay / 3600);
        put(text, 14, 2, ofDay / 60 % 60);
        put(text, 17, 2, ofDay % 60);
        if (millis != 0) {
            put(text, 20, 3, millis);
        }
        out.writeString(text, 0, text.length);
    }

    private static void put(char[] text, int at, int digits, int number) {
        int left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
