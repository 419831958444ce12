package slipstream.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import slipstream.kit.run.Closing;
import slipstream.standalone.broker.FreePorts;
import slipstream.standalone.demo.DemoApp.Temper;

/**
 * The three apps of the demonstration. They are there before anything probes them and go after the prober has gone, or
 * every start and end of the demonstration would be an outage of theirs.
 */
public final class DemoApps implements AutoCloseable {
    static final Temper CALM = new Temper("com.example.calm", "Calm Calendar", Duration.ZERO);
    static final Temper STUMBLING = new Temper("com.example.stumbling", "Stumbling Forms", Duration.ZERO);
    static final Temper SLOW = new Temper("com.example.slow", "Slow Boards", Duration.ofMillis(1_500));

    // From the gateway's, and the same at every start: a base URL is the scope of a series.
    private static final int PORT_AFTER_GATEWAY = 10;

    private final Closing closing = new Closing();
    private final List<DemoApp> apps;

    private DemoApps(List<DemoApp> apps) {
        this.apps = apps;
        apps.forEach(closing::add);
    }

    /** Starts the apps on three ports, from ten above the gateway's. */
    public static DemoApps start(int gatewayPort, InstantSource clock) {
        int port = gatewayPort + PORT_AFTER_GATEWAY;
        for (int taken = port; taken < port + 3; taken++) {
            if (!FreePorts.isFree("127.0.0.1", taken)) {
                throw new IllegalStateException("port " + taken + " on 127.0.0.1 is in use: the demonstration's apps"
                        + " listen on three ports from ten above the gateway's; shift them with --port-offset");
            }
        }
        return new DemoApps(List.of(
                DemoApp.start(CALM, port, clock),
                DemoApp.start(STUMBLING, port + 1, clock),
                DemoApp.start(SLOW, port + 2, clock)));
    }

    List<DemoApp> all() {
        return apps;
    }

    /** Lets the health check of the stumbling one fail for a while. */
    void stumbleUntil(Instant healed) {
        apps.stream().filter(app -> app.temper().equals(STUMBLING)).forEach(app -> app.failHealthUntil(healed));
    }

    @Override
    public void close() {
        closing.close();
    }
}
