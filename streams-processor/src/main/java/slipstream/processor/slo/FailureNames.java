package slipstream.processor.slo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for the texts that failures of one lane have in them, so that a cell is small. In order of first appearance. */
final class FailureNames {
    /** Most texts that are told apart; further ones share the number {@link #UNNAMED}. */
    static final int MAX_NAMES = 1_000;

    /** The number of every text that is one too many. */
    static final int UNNAMED = 0;

    private static final int PER_PAGE = 16;

    private final int series;
    private final int lane;
    private final Pages pages;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int written;

    FailureNames(int series, int lane, Pages pages, boolean stored) {
        this.series = series;
        this.lane = lane;
        this.pages = pages;
        for (int page = 0; stored && page * PER_PAGE == names.size(); page++) {
            byte[] bytes = pages.read(Pages.Kind.NAMES.key(series, lane, page));
            if (bytes == null) {
                break;
            }
            ByteReader in = new ByteReader(bytes);
            while (in.hasMore()) {
                add(in.text());
            }
        }
        written = names.size();
    }

    /** The number of a text, given to it now if it is new. */
    int numberOf(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        if (names.size() == MAX_NAMES) {
            return UNNAMED;
        }
        return add(text);
    }

    private int add(String text) {
        names.add(text);
        numbers.put(text, names.size());
        return names.size();
    }

    /** The text of a number; null for {@link #UNNAMED}. */
    @Nullable
    String textOf(int number) {
        return number == UNNAMED ? null : names.get(number - 1);
    }

    /** Writes the pages that got new texts. */
    void write(ByteWriter out) {
        for (int page = written / PER_PAGE; written < names.size(); page++) {
            out.reset();
            written = Math.min(names.size(), (page + 1) * PER_PAGE);
            names.subList(page * PER_PAGE, written).forEach(out::text);
            pages.write(Pages.Kind.NAMES.key(series, lane, page), out.toBytes());
        }
    }
}
