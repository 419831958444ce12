package slipstream.processor.query;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import slipstream.kit.access.Credentials;
import slipstream.kit.access.Guard;
import slipstream.kit.access.Scope;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;
import slipstream.kit.http.Routes;
import slipstream.processor.slo.Exclusion;
import slipstream.processor.slo.Partition;
import slipstream.schemas.Occurrences;

/**
 * The questions about one app, its windows now and then, its history, its verdicts; and the list of all apps. An app that is not
 * registered and an app that the caller may not see are the same: not found.
 */
public final class AppQueries {
    private static final String APP = "/v1/apps/{appKey}";

    private final RegisteredApps registered;
    private final Routing routing;
    private final ListQueries lists;
    private final Function<Occurrences, Exclusion.Occurrences> byMinute;
    private final Delay delay;
    private final CurrentWindows windows;

    /** Over the partitions that {@code readers} find, for apps that are registered; occurrences are read {@code byMinute}. */
    public AppQueries(
            Readers readers,
            RegisteredApps registered,
            Function<Occurrences, Exclusion.Occurrences> byMinute,
            InstantSource clock) {
        this(readers, registered, byMinute, clock, Routing.PATIENCE, new Peers(Peers.DEADLINE));
    }

    AppQueries(
            Readers readers,
            RegisteredApps registered,
            Function<Occurrences, Exclusion.Occurrences> byMinute,
            InstantSource clock,
            Duration patience,
            Peers peers) {
        this.byMinute = byMinute;
        this.delay = new Delay(clock);
        this.routing = new Routing(readers, peers, patience);
        this.lists = new ListQueries(readers, registered, new LocalList(readers, delay), peers);
        this.windows = new CurrentWindows(routing, delay);
        this.registered = registered;
    }

    /** The routes, each behind a token with the read scope. */
    public HttpHandler routes(Credentials credentials) {
        return new Routes()
                .get("/openapi.json", OpenApi.handler())
                .get("/v1/slis", onWorker(credentials, lists::answer))
                .get(APP + "/slis", windows.route(credentials, this, exchange -> answer(windows::answer, exchange)))
                .get(APP + "/slis/{sli}/history", guarded(credentials, this::history))
                .get(APP + "/slis/{sli}/latency", guarded(credentials, this::latency))
                .get(APP + "/slis/{sli}/failures", guarded(credentials, this::failures))
                .get(APP + "/objectives", guarded(credentials, this::objectives))
                .get(APP + "/verdicts", guarded(credentials, this::verdicts))
                .post(APP + "/exclusions/preview", withBody(credentials, this::preview))
                .setFallbackHandler(exchange ->
                        Replies.problem(exchange, Problem.of(404, "unknown-path", "there is nothing at this path")));
    }

    /** One answer from the partition of an app. */
    private interface Answer {
        Object from(Partition partition, String appKey, HttpServerExchange exchange);
    }

    private HttpHandler guarded(Credentials credentials, Answer answer) {
        return onWorker(credentials, exchange -> answer(answer, exchange));
    }

    private HttpHandler withBody(Credentials credentials, Answer answer) {
        return Guard.requires(Scope.READ, credentials, Peers.withBody(exchange -> answer(answer, exchange)));
    }

    private static HttpHandler onWorker(Credentials credentials, HttpHandler handler) {
        return Guard.requires(Scope.READ, credentials, exchange -> {
            if (exchange.isInIoThread()) {
                exchange.dispatch(handler);
            } else {
                handler.handleRequest(exchange);
            }
        });
    }

    private void answer(Answer answer, HttpServerExchange exchange) {
        String appKey = parameter(exchange, "appKey");
        if (!mayBeAskedAbout(appKey, exchange)) {
            Replies.problem(exchange, Problem.of(404, "unknown-app", "there is no app " + appKey));
            return;
        }
        routing.answer(appKey, partition -> answer.from(partition, appKey, exchange), exchange);
    }

    /** Whether there is an app of this key for whoever asks. */
    boolean mayBeAskedAbout(String appKey, HttpServerExchange exchange) {
        return registered.has(appKey) && Guard.credential(exchange).reaches(appKey);
    }

    private Object verdicts(Partition partition, String appKey, HttpServerExchange exchange) {
        long clock = clock(partition);
        boolean behind = delay.isLong(clock);
        List<Bodies.Judged> judged = partition.read(appKey, AsOf.running(clock)).stream()
                .flatMap(reading -> reading.verdicts().stream())
                .map(verdict -> Bodies.Judged.of(verdict, behind))
                .toList();
        return new Bodies.Verdicts(
                appKey, Bodies.atMinute(AsOf.running(clock)), Instant.ofEpochMilli(clock), false, judged);
    }

    private Object objectives(Partition partition, String appKey, HttpServerExchange exchange) {
        long clock = clock(partition);
        return PromiseBodies.of(
                appKey, clock, partition.promisedTo(appKey), partition.read(appKey, AsOf.running(clock)));
    }

    private Object history(Partition partition, String appKey, HttpServerExchange exchange) {
        long clock = clock(partition);
        HistoryQuestion question = HistoryQuestion.of(
                query(exchange, "scope"),
                query(exchange, "step"),
                query(exchange, "from"),
                query(exchange, "to"),
                clock);
        String sli = parameter(exchange, "sli");
        List<Bodies.Cell> cells = partition
                .history(appKey, sli, question.scope(), question.stepMinutes(), question.from(), question.to())
                .orElseThrow(() -> unknownSeries(sli, question.scope()))
                .stream()
                .map(Bodies.Cell::of)
                .toList();
        List<Bodies.OfGap> gaps = partition.gaps(sli, question.from(), question.to()).stream()
                .map(Bodies.OfGap::of)
                .toList();
        return new Bodies.History(
                appKey,
                sli,
                question.scope(),
                Bodies.atMinute(AsOf.running(clock)),
                Instant.ofEpochMilli(clock),
                false,
                "PT" + question.stepMinutes() + "M",
                Bodies.atMinute(question.from()),
                Bodies.atMinute(question.to()),
                cells,
                gaps);
    }

    private Object latency(Partition partition, String appKey, HttpServerExchange exchange) {
        return stretch(partition, appKey, exchange, StretchBodies::latency);
    }

    private Object failures(Partition partition, String appKey, HttpServerExchange exchange) {
        return stretch(partition, appKey, exchange, StretchBodies::failures);
    }

    /** An answer about a stretch of one series; empty when the app has no such series. */
    private interface OfStretch<T> {
        Optional<T> answer(Partition partition, String appKey, String sli, StretchQuestion question, long clock);
    }

    private static <T> T stretch(
            Partition partition, String appKey, HttpServerExchange exchange, OfStretch<T> ofStretch) {
        long clock = clock(partition);
        StretchQuestion question = StretchQuestion.of(name -> query(exchange, name), clock);
        String sli = parameter(exchange, "sli");
        return ofStretch
                .answer(partition, appKey, sli, question, clock)
                .orElseThrow(() -> unknownSeries(sli, question.scope()));
    }

    private static AsOf.Unanswerable unknownSeries(String sli, String scope) {
        return new AsOf.Unanswerable(
                Problem.of(404, "unknown-series", "the app has no series " + sli + " of " + scope));
    }

    private Object preview(Partition partition, String appKey, HttpServerExchange exchange) {
        long clock = clock(partition);
        Exclusion exclusion = PreviewQuestion.read(Peers.body(exchange), byMinute);
        List<Bodies.OfEffect> effects = partition.preview(appKey, exclusion, AsOf.running(clock)).stream()
                .map(Bodies.OfEffect::of)
                .toList();
        return new Bodies.Preview(
                appKey, Bodies.atMinute(AsOf.running(clock)), Instant.ofEpochMilli(clock), false, effects);
    }

    static long clock(Partition partition) {
        long clock = partition.measuredThrough();
        if (clock == Long.MIN_VALUE) {
            throw new Readers.NotReadable("no gateway has written to the app's partition yet");
        }
        return clock;
    }

    static String parameter(HttpServerExchange exchange, String name) {
        PathTemplateMatch path = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
        return Objects.requireNonNull(path.getParameters().get(name), name);
    }

    static @Nullable String query(HttpServerExchange exchange, String name) {
        var values = exchange.getQueryParameters().get(name);
        return values == null ? null : values.peekFirst();
    }
}
