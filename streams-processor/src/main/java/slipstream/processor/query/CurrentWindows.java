package slipstream.processor.query;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Guard;
import slipstream.kit.access.Scope;
import slipstream.processor.slo.Partition;

/**
 * The windows of an app, the question that is asked most. As of now, and of an app of few series that is counted here, it is
 * answered by the thread that read it: handing it to another one costs more than the answer.
 */
final class CurrentWindows {
    /** An answer of more takes too long for a thread that all connections wait for. */
    static final int FEW_SERIES = 32;

    private static final String AT = "at";

    private final Routing routing;
    private final Delay delay;

    CurrentWindows(Routing routing, Delay delay) {
        this.routing = routing;
        this.delay = delay;
    }

    /** The route: {@code otherwise} takes over what is not answered at once. */
    HttpHandler route(Credentials credentials, AppQueries registered, HttpHandler otherwise) {
        return Guard.requires(Scope.READ, credentials, exchange -> {
            String appKey = AppQueries.parameter(exchange, "appKey");
            boolean isNow = AppQueries.query(exchange, AT) == null;
            if (!isNow
                    || !registered.mayBeAskedAbout(appKey, exchange)
                    || !routing.isAnsweredAtOnce(appKey, partition -> few(partition, appKey, exchange), exchange)) {
                exchange.dispatch(otherwise);
            }
        });
    }

    private Optional<Object> few(Partition partition, String appKey, HttpServerExchange exchange) {
        return partition.seriesOf(appKey) > FEW_SERIES
                ? Optional.empty()
                : Optional.of(answer(partition, appKey, exchange));
    }

    Object answer(Partition partition, String appKey, HttpServerExchange exchange) {
        long clock = AppQueries.clock(partition);
        String at = AppQueries.query(exchange, AT);
        long end = AsOf.minute(at, clock);
        boolean behind = at == null && delay.isLong(clock);
        List<Bodies.OfSeries> series = partition.read(appKey, end).stream()
                .map(reading -> Bodies.OfSeries.of(reading, behind))
                .toList();
        return new Bodies.Slis(appKey, Bodies.atMinute(end), Instant.ofEpochMilli(clock), false, series);
    }
}
