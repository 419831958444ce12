package slipstream.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry of the two calls that are used, on a port of its own; can be told to fail. */
final class StubRegistry implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    volatile int failureStatus = 503;
    volatile boolean silent;

    private final ObjectMapper json = new ObjectMapper();
    private final InMemorySchemaIds ids = new InMemorySchemaIds();
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String path;

    StubRegistry(String path) throws IOException {
        this.path = path;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    String registered(int id) {
        return texts.get(id);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (silent) {
            return;
        }
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            answer(exchange, failureStatus, "{\"error_code\":50001,\"message\":\"planted\"}");
            return;
        }
        String rest = exchange.getRequestURI().getPath().substring(path.length());
        if (rest.endsWith("/versions")) {
            String text = json.readTree(body).get("schema").asText();
            int id = ids.idOf("any", new Schema.Parser().parse(text));
            texts.put(id, text);
            answer(exchange, 200, "{\"id\":" + id + "}");
            return;
        }
        String text = texts.get(Integer.parseInt(rest.replace("/schemas/ids/", "")));
        if (text == null) {
            answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        } else {
            answer(exchange, 200, json.writeValueAsString(Map.of("schema", text)));
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
