package slipstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A connection of the load generator")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionTest {
    private static final String LONG = "0123456789".repeat(50_000);

    private Undertow server;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", exchange -> {
                    switch (exchange.getRequestPath()) {
                        case "/long" -> exchange.getResponseSender().send(LONG);
                        case "/token" ->
                            exchange.getResponseSender()
                                    .send(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
                        case "/echo" ->
                            exchange.getRequestReceiver()
                                    .receiveFullString(
                                            (same, body) -> same.setStatusCode(202)
                                                    .getResponseSender()
                                                    .send(body),
                                            StandardCharsets.UTF_8);
                        default ->
                            exchange.setStatusCode(404).getResponseSender().send("nothing here");
                    }
                })
                .build();
        server.start();
        var address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        connection = new Connection(URI.create("http://127.0.0.1:" + address.getPort()));
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        server.stop();
    }

    @Test
    void reads_one_answer_after_the_other_however_long_they_are() throws IOException {
        connection.ask(Connection.get("/token", "secret"), 200);
        assertThat(connection.body()).isEqualTo("Bearer secret");
        connection.ask(Connection.get("/long", ""), 200);
        assertThat(connection.body()).isEqualTo(LONG);
        connection.ask(Connection.post("/echo", "", "[\"ä\"]"), 202);
        assertThat(connection.body()).isEqualTo("[\"ä\"]");
    }

    @Test
    void tells_what_it_was_answered_instead_of_the_wanted_status() {
        assertThatThrownBy(() -> connection.ask(Connection.get("/elsewhere", ""), 200))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wanted 200")
                .hasMessageContaining("nothing here");
    }
}
