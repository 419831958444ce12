package slipstream.gateway.objectives;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and durations as documents write them, exactly: no number of a document is ever a double. */
final class Amounts {
    /** Longest window that can be promised over, in minutes: 28 days. */
    static final int MAX_WINDOW = 28 * 24 * 60;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,30})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,12}");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})([mhdwMQY])");
    private static final int CELL = 5;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;

    private Amounts() {}

    /** A decimal with the point moved to the right: exactly, or not at all. */
    static OptionalLong scaled(Word word, int digits, String example) {
        if (!DECIMAL.matcher(word.text()).matches()) {
            word.fault("is " + word.quoted() + ": write a plain decimal number such as " + example);
            return OptionalLong.empty();
        }
        BigDecimal moved = new BigDecimal(word.text()).movePointRight(digits).stripTrailingZeros();
        if (moved.scale() > 0) {
            word.fault("is " + word.quoted() + ": write at most " + digits + " digits after the point, such as "
                    + example);
            return OptionalLong.empty();
        }
        return OptionalLong.of(moved.longValueExact());
    }

    /** A whole number within bounds. */
    static OptionalLong whole(Word word, long least, long most) {
        if (!WHOLE.matcher(word.text()).matches()
                || Long.parseLong(word.text()) < least
                || Long.parseLong(word.text()) > most) {
            word.fault("is " + word.quoted() + ": write a whole number from " + least + " to " + most);
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(word.text()));
    }

    /** A window in OpenSLO's shorthand, in minutes. */
    static Optional<Integer> window(Word word) {
        Matcher duration = DURATION.matcher(word.text());
        if (!duration.matches()) {
            return word.fault(
                    "is " + word.quoted() + ": write a number and a unit, m, h, d or w, such as 15m, 24h or 28d");
        }
        char unit = duration.group(2).charAt(0);
        if (unit == 'M' || unit == 'Q' || unit == 'Y') {
            return word.fault("is " + word.quoted()
                    + ": months, quarters and years differ in length, and windows slide by the minute; write 28d");
        }
        long minutes = Long.parseLong(duration.group(1)) * minutesOf(unit);
        if (minutes > MAX_WINDOW) {
            return word.fault(
                    "is " + word.quoted() + ": events are kept for windows of up to 28 days; write 28d or less");
        }
        if (minutes % CELL != 0) {
            return word.fault("is " + word.quoted() + ": windows are multiples of five minutes; write "
                    + minutes((int) (minutes / CELL + 1) * CELL));
        }
        return Optional.of((int) minutes);
    }

    private static int minutesOf(char unit) {
        return switch (unit) {
            case 'm' -> 1;
            case 'h' -> HOUR;
            case 'd' -> DAY;
            default -> WEEK;
        };
    }

    /** Minutes in the shorthand: 15m, 24h, 28d. */
    static String minutes(int minutes) {
        if (minutes % DAY == 0 && minutes > DAY) {
            return minutes / DAY + "d";
        }
        return minutes % HOUR == 0 ? minutes / HOUR + "h" : minutes + "m";
    }

    /** 999000 as 0.999. */
    static String millionths(long ppm) {
        return plain(BigDecimal.valueOf(ppm, 6));
    }

    /** 13440 as 13.44. */
    static String thousandths(long thousandths) {
        return plain(BigDecimal.valueOf(thousandths, 3));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
