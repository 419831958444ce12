package slipstream.standalone.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import slipstream.kit.http.Json;
import slipstream.standalone.client.Endpoints;

/** Answers as the gateway does: events of the app {@code unknown} are refused; some answers can be faults. */
final class SimulatedGateway implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> taken = new ArrayList<>();
    private final Deque<Integer> faults = new ArrayDeque<>();
    private int requests;

    SimulatedGateway(Integer... faults) {
        this.faults.addAll(List.of(faults));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/events", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    Endpoints endpoints() {
        return new Endpoints("http://127.0.0.1:" + server.getAddress().getPort(), "", "", "", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode events = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
        Map.Entry<Integer, ObjectNode> answer = answerTo(events);
        byte[] body = Json.bytes(answer.getValue());
        exchange.sendResponseHeaders(answer.getKey(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Map.Entry<Integer, ObjectNode> answerTo(JsonNode events) {
        requests++;
        ObjectNode answer = Json.mapper().createObjectNode();
        if (!faults.isEmpty()) {
            return Map.entry(faults.pop(), answer.put("detail", "not now"));
        }
        ArrayNode items = Json.mapper().createArrayNode();
        boolean anyTaken = false;
        for (JsonNode event : events) {
            boolean known = !event.path("appKey").asText().equals("unknown");
            if (known) {
                taken.add(event);
            }
            anyTaken |= known;
            items.addObject()
                    .put("status", known ? "accepted" : "refused")
                    .put("code", known ? "" : "unknown-app")
                    .put("field", known ? "" : "appKey")
                    .put("reason", known ? "" : "no such app");
        }
        answer.set(anyTaken ? "items" : "errors", items);
        return Map.entry(anyTaken ? 202 : 422, answer);
    }

    synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
