package slipstream.benchmarks;

import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** P11: what answers cost over HTTP: windows of an app, beside a bare Undertow handler, in turns; and the longest list. */
final class OverRest {
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int LISTS = 200;
    private static final int LISTS_BEFORE = 20;
    private static final byte[] TWO_BYTES = {'{', '}'};

    private final Live live;
    private final Scale scale;
    private final Crowd crowd;

    OverRest(Live live, Scale scale) {
        this.live = live;
        this.scale = scale;
        this.crowd = new Crowd(scale.of(TURN));
    }

    void run(Report report) throws Exception {
        windows(report);
        list(report);
    }

    private void windows(Report report) throws Exception {
        List<byte[]> questions =
                IntStream.range(0, Live.APPS).mapToObj(live::windows).toList();
        List<byte[]> bare = List.of(live.get("/"));
        Samples ours = new Samples();
        Samples ofSame = new Samples();
        Samples ofTwo = new Samples();
        byte[] answer = answer();
        try (Bare same = new Bare(answer);
                Bare two = new Bare(TWO_BYTES)) {
            for (int round = -scale.warmUp(); round < scale.rounds(); round++) {
                double our = crowd.perSecond(live.processorAddress(), questions);
                double withSame = crowd.perSecond(same.address(), bare);
                double withTwo = crowd.perSecond(two.address(), bare);
                if (round >= 0) {
                    ours.add(our);
                    ofSame.add(our / withSame);
                    ofTwo.add(our / withTwo);
                }
            }
        }
        report.row(
                "P11",
                "windows of one app over REST, requests/s (%s) : bare Undertow with the same %,d bytes"
                        .formatted(ours.text(Samples::whole), answer.length),
                "≥ 50 %",
                ofSame.text(Samples::percent));
        report.row("P11", "the same : bare Undertow with two bytes", "≥ 50 %", ofTwo.text(Samples::percent));
    }

    private byte[] answer() throws IOException {
        try (Connection processor = live.processor()) {
            processor.ask(live.windows(0), 200);
            return processor.body().getBytes(StandardCharsets.UTF_8);
        }
    }

    private void list(Report report) throws IOException {
        byte[] question = live.get("/v1/slis?limit=" + Live.APPS);
        Samples millis = new Samples();
        try (Connection processor = live.processor()) {
            for (int i = -scale.of(LISTS_BEFORE); i < scale.of(LISTS); i++) {
                long begin = System.nanoTime();
                processor.ask(question, 200);
                if (i >= 0) {
                    millis.add((System.nanoTime() - begin) / 1e6);
                }
            }
            if (processor.body().split("\"series\":", -1).length <= Live.APPS) {
                throw new IllegalStateException("not every app is in the list");
            }
        }
        report.row(
                "P11",
                "list of %,d apps over REST, p50 / p99, ms".formatted(Live.APPS),
                "≤ 50",
                millis.medianAndTail(Samples::tenths));
    }

    /** A server that does nothing but answer. */
    private static final class Bare implements AutoCloseable {
        private final Undertow undertow;

        Bare(byte[] answer) {
            undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1", exchange -> exchange.getResponseSender()
                            .send(ByteBuffer.wrap(answer)))
                    .build();
            undertow.start();
        }

        URI address() {
            InetSocketAddress listener =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            return URI.create("http://127.0.0.1:" + listener.getPort());
        }

        @Override
        public void close() {
            undertow.stop();
        }
    }
}
