package slipstream.processor.topology;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import slipstream.processor.slo.Tick;
import slipstream.schemas.TickHeaders;

/** What gateways say of themselves in the headers of ticks. What cannot be understood says nothing. */
final class TickNotes {
    private static final int MOST_DIGITS = 18;

    private TickNotes() {}

    static Tick in(Headers headers) {
        Header prober = headers.lastHeader(TickHeaders.PROBER);
        Header refused = headers.lastHeader(TickHeaders.REFUSED_SINCE);
        return prober == null && refused == null ? Tick.PLAIN : new Tick(prober(prober), refusedSince(refused));
    }

    private static Tick.Prober prober(@Nullable Header header) {
        return switch (text(header)) {
            case TickHeaders.WORKING -> Tick.Prober.WORKING;
            case TickHeaders.OFFLINE -> Tick.Prober.OFFLINE;
            default -> Tick.Prober.UNSAID;
        };
    }

    private static OptionalLong refusedSince(@Nullable Header header) {
        String text = text(header);
        boolean number = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String text(@Nullable Header header) {
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
