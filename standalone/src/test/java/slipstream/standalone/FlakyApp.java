package slipstream.standalone;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;

/** A real HTTP app whose health check answers what the test says. */
final class FlakyApp implements AutoCloseable {
    private static final int NOTHING = 0;

    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private final Undertow server = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setWorkerThreads(1)
            .setHandler(exchange -> {
                asked.incrementAndGet();
                if (status.get() == NOTHING) {
                    IoUtils.safeClose(exchange.getConnection());
                    return;
                }
                exchange.setStatusCode(status.get());
                exchange.endExchange();
            })
            .build();

    static FlakyApp start() {
        FlakyApp app = new FlakyApp();
        app.server.start();
        return app;
    }

    void answerWith(int code) {
        status.set(code);
    }

    /** From now on hangs up without an answer. */
    void hangUp() {
        status.set(NOTHING);
    }

    String url() {
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return "http://127.0.0.1:" + port;
    }

    int asked() {
        return asked.get();
    }

    Map<String, Object> registration(String name, String contact) {
        return Map.of(
                "name", name,
                "partnerName", "Partner",
                "products", List.of("jira"),
                "baseUrls", List.of(Map.of("url", url(), "healthPath", "/health")),
                "contacts", List.of(contact));
    }

    @Override
    public void close() {
        server.stop();
    }
}
