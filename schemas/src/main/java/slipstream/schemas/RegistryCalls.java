package slipstream.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls to a registry, tried again while it is away and the deadline allows. Every call may be repeated safely. */
final class RegistryCalls {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** A pause may take longer than asked for and leave no time at all. */
    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(1);

    private final RegistryDeadlines deadlines;

    RegistryCalls(RegistryDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** An answer of the registry, whatever it says. */
    record Answer(int status, String body) {}

    Answer send(HttpRequest.Builder request) {
        long deadline = System.nanoTime() + deadlines.total().toNanos();
        Duration pause = deadlines.firstPause();
        while (true) {
            Duration left = longer(Duration.ofNanos(deadline - System.nanoTime()), SHORTEST_ATTEMPT);
            HttpRequest attempt =
                    request.timeout(shorter(deadlines.attempt(), left)).build();
            String why;
            IOException cause = null;
            try {
                Answer answer = once(attempt, shorter(deadlines.attempt(), left));
                if (answer.status() < 500 && answer.status() != 429) {
                    return answer;
                }
                why = "status " + answer.status();
            } catch (IOException e) {
                why = e.toString();
                cause = e;
            }
            if (Duration.ofNanos(deadline - System.nanoTime()).compareTo(pause) <= 0) {
                throw new RegistryUnavailable(attempt.uri(), why, cause);
            }
            pause(pause, attempt.uri());
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    /** The limit covers the body too, which a request's own timeout does not. */
    private static Answer once(HttpRequest request, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<String>> response = Shared.CLIENT.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> received = response.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(received.statusCode(), received.body());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("no answer within " + limit, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            response.cancel(true);
            throw interrupted(request.uri(), e);
        }
    }

    private static void pause(Duration pause, URI asked) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(asked, e);
        }
    }

    private static RegistryUnavailable interrupted(URI asked, @Nullable InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RegistryUnavailable(asked, "interrupted", cause);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** One client with its selector thread for the whole process, made when first needed. */
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(RegistryDeadlines.USUAL.attempt())
                .build();
    }
}
