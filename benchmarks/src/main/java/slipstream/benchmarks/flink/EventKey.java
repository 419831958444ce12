package slipstream.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.functions.KeySelector;
import slipstream.benchmarks.EventFields;

/** The series of an event: number of the indicator, app key and scope as they stand in the event, as text. */
public final class EventKey implements KeySelector<byte[], String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getKey(byte[] value) {
        EventFields event = new EventFields();
        event.read(value);
        return new String(value, event.keyFrom, event.scopeTo - event.keyFrom, StandardCharsets.ISO_8859_1);
    }

    /** Number of the indicator in a key. It stands, doubled, after the text of the app key. */
    static int sli(String series) {
        return series.charAt(sliAt(series)) / 2;
    }

    /** App key, indicator and scope with spaces between them. */
    public static String text(String series) {
        int at = sliAt(series);
        return series.substring(0, at) + " " + sli(series) + " " + series.substring(at + 2);
    }

    private static int sliAt(String series) {
        int at = 0;
        while (series.charAt(at) >= ' ') {
            at++;
        }
        return at;
    }
}
