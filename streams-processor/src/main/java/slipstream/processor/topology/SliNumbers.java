package slipstream.processor.topology;

import java.util.EnumMap;
import java.util.Map;
import slipstream.schemas.Slis;
import slipstream.schemas.avro.Sli;

/** The numbers under which indicators are kept in the state. They are on disk: a number is never given away again. */
final class SliNumbers {
    private static final Map<Sli, Integer> NUMBERS = new EnumMap<>(Map.of(
            Sli.AVAILABILITY,
            1,
            Sli.IFRAME_LOAD,
            2,
            Sli.INSTALLATION_CALLBACK,
            3,
            Sli.WEBHOOK_DELIVERY,
            4,
            Sli.SYNTHETIC,
            5));

    static final int IFRAME_LOAD = number(Sli.IFRAME_LOAD);

    private SliNumbers() {}

    static int number(Sli sli) {
        Integer number = NUMBERS.get(sli);
        if (number == null) {
            throw new IllegalArgumentException("no number is given to " + sli);
        }
        return number;
    }

    /** The id of a number, such as {@code webhook-delivery}. */
    static String id(int number) {
        for (Map.Entry<Sli, Integer> entry : NUMBERS.entrySet()) {
            if (entry.getValue() == number) {
                return Slis.id(entry.getKey());
            }
        }
        throw new IllegalArgumentException("no indicator has number " + number);
    }
}
