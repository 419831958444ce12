package slipstream.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import slipstream.kit.settings.SettingsReader;
import slipstream.processor.GroupProtocol;
import slipstream.processor.Main;
import slipstream.processor.ProcessorSettings;
import slipstream.processor.StreamsProcessor;
import slipstream.standalone.broker.FreePorts;
import slipstream.standalone.client.SlipstreamClient;

/** A standalone with two more processors: one in this process, and one in a process of its own, which a test may kill. */
final class ThreeProcessors implements AutoCloseable {
    static final int PARTITIONS = 6;

    private static final Duration READ_DEADLINE = Duration.ofSeconds(5);
    private static final String HOST = "127.0.0.1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Standalone standalone;
    private final StreamsProcessor second;
    private final Process third;
    private final String thirdAddress;

    private ThreeProcessors(Standalone standalone, StreamsProcessor second, Process third, String thirdAddress) {
        this.standalone = standalone;
        this.second = second;
        this.third = third;
        this.thirdAddress = thirdAddress;
    }

    /** Starts them, with one standby for every partition. */
    static ThreeProcessors start(Path data, GroupProtocol protocol) throws IOException {
        Map<String, String> chosen = RunningSlipstream.anywhere(Map.of(
                "topics.partitions",
                Integer.toString(PARTITIONS),
                "processor.standbys",
                "1",
                "processor.group-protocol",
                protocol.name(),
                "prober.enabled",
                "false"));
        Standalone standalone = Standalone.launch(
                StandaloneSettings.read(GivenOptions.of(data.resolve("whole"), chosen)), InstantSource.system());
        try {
            RunningSlipstream.ready(standalone);
            StreamsProcessor second = StreamsProcessor.launch(
                    ProcessorSettings.read(SettingsReader.of(beside(standalone, protocol, data.resolve("second"), 0))),
                    InstantSource.system());
            int port = FreePorts.pick(HOST);
            Process third = child(beside(standalone, protocol, data.resolve("third"), port), data);
            return new ThreeProcessors(standalone, second, third, "http://" + HOST + ":" + port);
        } catch (RuntimeException | IOException failed) {
            standalone.close();
            throw failed;
        }
    }

    private static Map<String, String> beside(Standalone standalone, GroupProtocol protocol, Path state, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", standalone.bootstrapServers());
        settings.put("schema.registry.url", standalone.endpoints().registry());
        settings.put("processor.state-dir", state.toString());
        settings.put("processor.port", Integer.toString(port));
        settings.put("processor.standbys", "1");
        settings.put("processor.group-protocol", protocol.name());
        return settings;
    }

    private static Process child(Map<String, String> settings, Path data) throws IOException {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        return new ProcessBuilder(ChildProcess.command(Main.class, arguments))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("third.console").toFile())
                .start();
    }

    SlipstreamClient client() {
        return standalone.operator();
    }

    /** The two that stay. */
    List<String> living() {
        return List.of(standalone.endpoints().processor(), "http://" + HOST + ":" + second.port());
    }

    String mortal() {
        return thirdAddress;
    }

    /** Like {@code kill -9}: no hook runs, nothing is closed. */
    void kill() {
        third.destroyForcibly();
        third.onExit().join();
    }

    /** What a processor answers to anybody. */
    CompletableFuture<HttpResponse<String>> read(String processor, String path) {
        return http.sendAsync(request(processor, path).build(), BodyHandlers.ofString());
    }

    /** What a processor has itself: {@code owner}, {@code standby} or {@code none}. */
    String copyAt(String processor, String appKey) {
        HttpRequest asked = request(processor, "/v1/apps/" + appKey + "/slis")
                .header("X-Slipstream-Forwarded", "1")
                .build();
        try {
            HttpResponse<String> answer = http.send(asked, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? answer.headers().firstValue("Slipstream-Copy").orElseThrow()
                    : "none";
        } catch (IOException gone) {
            return "none";
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private HttpRequest.Builder request(String processor, String path) {
        return HttpRequest.newBuilder(URI.create(processor + path))
                .timeout(READ_DEADLINE)
                .header("Authorization", "Bearer " + standalone.operatorToken());
    }

    @Override
    public void close() {
        kill();
        second.close();
        standalone.close();
    }
}
