package slipstream.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import slipstream.kit.http.Json;

/** HTTP with a token; a call that is answered 503 is made again a few times, since all calls may be repeated. */
final class HttpCalls {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int ATTEMPTS = 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String token;

    HttpCalls(String token) {
        this.token = token;
    }

    Answer get(String url) {
        return send("GET", url, new byte[0]);
    }

    Answer send(String method, String url, byte[] body) {
        Answer answer = once(method, url, body);
        for (int i = 1; i < ATTEMPTS && answer.status() == 503; i++) {
            pause();
            answer = once(method, url, body);
        }
        return answer;
    }

    Answer once(String method, String url, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(method + " " + url, response.statusCode(), response.body());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(method + " " + url + " failed: " + unreachable, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + url + " was interrupted", interrupted);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to try again", interrupted);
        }
    }

    /**
     * An answer.
     *
     * @param asked what was asked
     * @param status HTTP status
     * @param body the body as text
     */
    record Answer(String asked, int status, String body) {
        Answer orFail(int... expected) {
            if (Arrays.stream(expected).noneMatch(good -> good == status)) {
                throw new UnexpectedAnswer(asked, status, body);
            }
            return this;
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(asked + " was answered no JSON: " + body, unreadable);
            }
        }
    }
}
