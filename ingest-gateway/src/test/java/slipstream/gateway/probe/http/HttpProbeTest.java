package slipstream.gateway.probe.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import slipstream.gateway.probe.http.ProbeOutcome.Failure;

@DisplayName("A probe over HTTP")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpProbeTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong nanos = new AtomicLong();
    private final HttpProbe probe = new HttpProbe(threads, nanos::get);

    @BeforeAll
    static void allowFreshConnections() {
        HttpProbe.allowFreshConnections();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 302, 404, 500, 503})
    void brings_the_status_and_follows_nothing(int status) throws IOException {
        try (FakeApp app = new FakeApp(out -> write(out, head(status, "Location: /elsewhere", "Content-Length: 0")))) {
            assertThat(ask(app.address())).isEqualTo(ProbeOutcome.answered(Duration.ZERO, status));
            assertThat(app.requests).hasSize(1);
        }
    }

    @Test
    void is_a_plain_get_without_credentials() throws IOException {
        try (FakeApp app = new FakeApp(out -> write(out, head(200, "Content-Length: 0")))) {
            ask(app.address());

            assertThat(app.requests.get(0))
                    .startsWith("GET /health HTTP/1.1\r\n")
                    .contains("User-Agent: Slipstream-Prober")
                    .contains("Connection: close")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("cookie");
        }
    }

    @Test
    void makes_a_new_connection_each_time() throws IOException {
        try (FakeApp app = new FakeApp(out -> write(out, head(200, "Content-Length: 2", "Connection: close") + "ok"))) {
            ask(app.address());
            ask(app.address());

            assertThat(app.connections).hasValue(2);
        }
    }

    @Test
    void is_in_time_at_exactly_three_seconds_and_not_later() throws IOException {
        long deadline = HttpProbe.DEADLINE.toNanos();
        try (FakeApp app = new FakeApp(out -> {
            nanos.addAndGet(deadline);
            write(out, head(200, "Content-Length: 0"));
        })) {
            assertThat(ask(app.address())).isEqualTo(ProbeOutcome.answered(HttpProbe.DEADLINE, 200));
        }
        try (FakeApp app = new FakeApp(out -> {
            nanos.addAndGet(deadline + 1);
            write(out, head(200, "Content-Length: 0"));
        })) {
            assertThat(ask(app.address()).failure()).isEqualTo(Failure.TIMEOUT);
        }
    }

    @Test
    void gives_up_on_an_app_that_says_nothing_and_hangs_up() throws IOException {
        try (FakeApp app = new FakeApp(out -> {})) {
            assertThat(ask(app.address()).failure()).isEqualTo(Failure.TIMEOUT);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(app.hungUp).hasValue(1));
        }
    }

    @Test
    void does_not_wait_for_the_end_of_a_slow_body() throws IOException {
        try (FakeApp app = new FakeApp(out -> write(out, head(200, "Content-Length: 10") + "slow"))) {
            assertThat(ask(app.address()).failure()).isEqualTo(Failure.TIMEOUT);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(app.hungUp).hasValue(1));
        }
    }

    @Test
    void reads_no_more_of_a_body_than_64_KiB() throws IOException {
        String endless = "x".repeat(1024);
        try (FakeApp app = new FakeApp(out -> {
            write(out, head(200, "Content-Length: 9000000000"));
            for (int kibibyte = 0; kibibyte <= 65; kibibyte++) {
                write(out, endless);
            }
        })) {
            assertThat(ask(app.address())).isEqualTo(ProbeOutcome.answered(Duration.ZERO, 200));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(app.hungUp).hasValue(1));
        }
    }

    @Test
    void tells_names_connections_and_certificates_apart() throws IOException {
        URI nobodyListens;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListens = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/health");
        }

        assertThat(ask(nobodyListens).failure()).isEqualTo(Failure.CONNECT);
        // No name may have a part of more than 63 characters: this one is refused without asking any name server.
        assertThat(ask(URI.create("http://" + "x".repeat(64) + ".invalid/health"))
                        .failure())
                .isEqualTo(Failure.DNS);
        probe.warmUp();
        try (FakeApp app = new FakeApp(out -> write(out, "this is no TLS\r\n\r\n"))) {
            assertThat(ask(URI.create(app.address().toString().replace("http:", "https:")))
                            .failure())
                    .isEqualTo(Failure.TLS);
        }
    }

    @Test
    void takes_an_answer_that_is_no_HTTP_for_a_broken_connection() throws IOException {
        try (FakeApp app = new FakeApp(out -> write(out, "220 smtp.example.com\r\n\r\n"))) {
            assertThat(ask(app.address()).failure()).isEqualTo(Failure.CONNECT);
        }
        try (FakeApp app = new FakeApp(OutputStream::close)) {
            assertThat(ask(app.address()).failure()).isEqualTo(Failure.CONNECT);
        }
    }

    @Test
    void tells_what_we_ran_out_of_from_what_the_app_did() {
        IOException noDescriptor = new IOException("Too many open files");
        assertThat(HttpProbe.isOurs(new CompletionException(new InternalError(noDescriptor))))
                .isTrue();
        assertThat(HttpProbe.isOurs(
                        new ConnectException().initCause(new BindException("Cannot assign requested address"))))
                .isTrue();
        assertThat(HttpProbe.isOurs(new RejectedExecutionException())).isTrue();
        assertThat(HttpProbe.isOurs(new ConnectException("Connection refused"))).isFalse();
        assertThat(HttpProbe.isOurs(new NumberFormatException("a length that is no number")))
                .isFalse();
        assertThat(HttpProbe.isOurs(null)).isFalse();
    }

    private ProbeOutcome ask(URI address) {
        return probe.ask(address).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String head(int status, String... headers) {
        return "HTTP/1.1 " + status + " X\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
    }

    /** An app that answers each connection in the way a test wants, byte by byte, and then waits for the other side. */
    private static final class FakeApp implements AutoCloseable {
        final List<String> requests = new CopyOnWriteArrayList<>();
        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger hungUp = new AtomicInteger();
        private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final Behaviour behaviour;

        interface Behaviour {
            void answer(OutputStream out) throws IOException;
        }

        FakeApp(Behaviour behaviour) throws IOException {
            this.behaviour = behaviour;
            Thread thread = new Thread(this::accept, "fake-app");
            thread.setDaemon(true);
            thread.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/health");
        }

        private void accept() {
            while (!listening.isClosed()) {
                try (Socket socket = listening.accept()) {
                    connections.incrementAndGet();
                    serve(socket);
                } catch (IOException over) {
                    hungUp.incrementAndGet();
                }
            }
        }

        private void serve(Socket socket) throws IOException {
            StringBuilder request = new StringBuilder();
            int next = socket.getInputStream().read();
            while (next >= 0) {
                request.append((char) next);
                if (request.toString().endsWith("\r\n\r\n")) {
                    requests.add(request.toString());
                    behaviour.answer(socket.getOutputStream());
                } else if (requests.isEmpty() && isWholeHello(request)) {
                    requests.add("TLS");
                    behaviour.answer(socket.getOutputStream());
                }
                next = socket.getInputStream().read();
            }
            hungUp.incrementAndGet();
        }

        /** Whether a TLS record has come to its end, as the two bytes before its content say. Earlier no server would answer. */
        private static boolean isWholeHello(CharSequence request) {
            return request.charAt(0) == 22
                    && request.length() > 5
                    && request.length() == 5 + (request.charAt(3) << 8 | request.charAt(4));
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
