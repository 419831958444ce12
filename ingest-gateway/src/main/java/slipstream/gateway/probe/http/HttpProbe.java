package slipstream.gateway.probe.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.net.BindException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.gateway.probe.http.ProbeOutcome.Failure;

/**
 * An unauthenticated GET that follows no redirect, with one deadline over everything: name, connection, TLS, status and
 * body. The body is thrown away; beyond {@link #MAX_BODY_BYTES} it is not read and the answer counts as whole.
 */
public final class HttpProbe implements Probe {
    /** An answer in exactly this time is in time. */
    public static final Duration DEADLINE = Duration.ofSeconds(3);

    static final long MAX_BODY_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpProbe.class);
    private static final String RESTRICTED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";

    /** The timer fires later than the deadline, so that an answer in exactly that time is not cut off by it. */
    private static final Duration TIMER = DEADLINE.plusMillis(50);

    private final HttpClient client;
    private final LongSupplier nanoTime;
    private final boolean freshConnections;

    /**
     * A probe over one client.
     *
     * @param executor where names are resolved and answers are taken; must not run out of threads
     * @param nanoTime a clock that only goes forward, such as {@code System::nanoTime}
     */
    public HttpProbe(ExecutorService executor, LongSupplier nanoTime) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMER)
                .executor(executor)
                .build();
        this.nanoTime = nanoTime;
        this.freshConnections = mayCloseConnections();
        if (!freshConnections) {
            LOG.warn(
                    "probes may reuse connections: start the JVM with -D{}=connection for a new one each time",
                    RESTRICTED_HEADERS);
        }
    }

    /**
     * Lets probes ask for a connection of their own, so that each one resolves the name and connects anew. The JDK reads
     * this once, when its HTTP client is first used: call it before.
     */
    public static void allowFreshConnections() {
        String allowed = System.getProperty(RESTRICTED_HEADERS, "");
        if (allowed.isEmpty()) {
            System.setProperty(RESTRICTED_HEADERS, "connection");
        }
    }

    /**
     * Loads what the first probes would otherwise wait for (measured: a second and more on a cold JVM), so that our own start
     * is never held against an app.
     */
    public void warmUp() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        } catch (NoSuchAlgorithmException | SSLException noTls) {
            LOG.warn("TLS does not work on this machine", noTls);
        }
        ProbeOutcome nobodyThere = ask(URI.create("http://127.0.0.1:1/")).join();
        LOG.debug("warmed up: {}", nobodyThere);
    }

    @Override
    public CompletableFuture<ProbeOutcome> ask(URI address) {
        long began = nanoTime.getAsLong();
        CompletableFuture<HttpResponse<Integer>> sent = sent(address);
        return sent.copy().orTimeout(TIMER.toNanos(), NANOSECONDS).handle((response, failure) -> {
            sent.cancel(true);
            if (isOurs(failure)) {
                throw new CompletionException(failure);
            }
            return outcome(Duration.ofNanos(nanoTime.getAsLong() - began), response, failure);
        });
    }

    private CompletableFuture<HttpResponse<Integer>> sent(URI address) {
        try {
            return client.sendAsync(request(address), head -> new DiscardedBody(head.statusCode(), MAX_BODY_BYTES));
        } catch (RuntimeException | Error unusable) {
            return CompletableFuture.failedFuture(unusable);
        }
    }

    private HttpRequest request(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(TIMER).GET().header("User-Agent", "Slipstream-Prober");
        if (freshConnections) {
            request.header("Connection", "close");
        }
        return request.build();
    }

    private static ProbeOutcome outcome(
            Duration duration, @Nullable HttpResponse<Integer> response, @Nullable Throwable failure) {
        if (duration.compareTo(DEADLINE) > 0) {
            return ProbeOutcome.failed(duration, Failure.TIMEOUT);
        } else if (response != null) {
            return ProbeOutcome.answered(duration, response.body());
        }
        return ProbeOutcome.failed(duration, failureOf(failure));
    }

    /**
     * Whether a failure says nothing about the app: we have no file descriptor, port, thread or memory left. The JDK reports
     * the first as an error.
     */
    static boolean isOurs(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof Error
                    || cause instanceof BindException
                    || cause instanceof RejectedExecutionException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The class of a failure; what cannot be told is a fault of the connection. */
    static Failure failureOf(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
                return Failure.TIMEOUT;
            } else if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return Failure.DNS;
            } else if (cause instanceof SSLException) {
                return Failure.TLS;
            }
            cause = cause.getCause();
        }
        return Failure.CONNECT;
    }

    private static boolean mayCloseConnections() {
        try {
            HttpRequest.newBuilder(URI.create("http://localhost/")).header("Connection", "close");
            return true;
        } catch (IllegalArgumentException restricted) {
            return false;
        }
    }
}
