package slipstream.standalone.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import slipstream.kit.run.Closing;
import slipstream.standalone.client.Endpoints;
import slipstream.standalone.client.SlipstreamClient;

/**
 * The demonstration. Time is real: one app's webhooks failed 13 minutes before the start and are forgotten a few minutes
 * after it, another app's health check fails live and stays breached until 15 minutes after it is healed.
 */
public final class Demo implements AutoCloseable {
    private static final Duration BROKEN_FOR = Duration.ofMinutes(3);
    private static final Duration BETWEEN_VISITS = Duration.ofSeconds(4);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Closing closing = new Closing();
    private final DemoApps apps;
    private final SlipstreamClient slipstream;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final Path tokenFile;
    private final PrintWriter out;
    private final Instant start;

    private Demo(
            DemoApps apps,
            SlipstreamClient slipstream,
            Endpoints endpoints,
            Path tokenFile,
            InstantSource clock,
            PrintWriter out) {
        this.apps = apps;
        this.slipstream = slipstream;
        this.endpoints = endpoints;
        this.tokenFile = tokenFile;
        this.clock = clock;
        this.out = out;
        this.start = clock.instant();
    }

    /** Registers the apps with a running Slipstream and starts their hosts; they go on until it is closed. */
    public static Demo start(
            DemoApps apps,
            SlipstreamClient slipstream,
            Endpoints endpoints,
            Path tokenFile,
            InstantSource clock,
            PrintWriter out) {
        Demo demo = new Demo(apps, slipstream, endpoints, tokenFile, clock, out);
        try {
            demo.begin();
            return demo;
        } catch (RuntimeException failed) {
            demo.close();
            throw failed;
        }
    }

    private void begin() {
        apps.stumbleUntil(start.plus(BROKEN_FOR));
        for (DemoApp app : apps.all()) {
            slipstream.putApp(app.temper().key(), app.registration());
        }
        History history = new History(start);
        slipstream.report(history.mishap(DemoApps.SLOW.key()));
        letHostsVisit();
        tell("Three apps run and are registered: Calm Calendar (healthy), Stumbling Forms (its health check fails now"
                + " and is healed at " + TIME.format(start.plus(BROKEN_FOR)) + "), Slow Boards (answers after 1.5 s).");
        tell("12 webhook deliveries of Slow Boards failed at " + TIME.format(history.mishapAt())
                + ", 13 minutes ago. They breach its 99 % over 15 minutes as soon as the running minute is judged.");
        for (DemoApp app : apps.all()) {
            slipstream.report(history.quietDay(app.temper().key()));
        }
        tell("A quiet day of history is in. Hosts call the apps every " + BETWEEN_VISITS.toSeconds()
                + " s and report what they see.");
        tellWhatToExpect(history);
    }

    private void letHostsVisit() {
        ScheduledExecutorService visits =
                Executors.newScheduledThreadPool(apps.all().size(), task -> {
                    Thread thread = new Thread(task, "demo-host");
                    thread.setDaemon(true);
                    return thread;
                });
        closing.add(visits::shutdownNow);
        for (DemoApp app : apps.all()) {
            Host host = new Host(app, slipstream, clock);
            var unused =
                    visits.scheduleWithFixedDelay(host::visit, 0, BETWEEN_VISITS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tellWhatToExpect(History history) {
        Instant healed = start.plus(BROKEN_FOR);
        out.printf(
                """

                What you will see
                  within 90 s     a mail: webhook deliveries of Slow Boards are below 99 %%
                  within 2 min    a mail: Stumbling Forms is not available
                  about %s  a mail: Slow Boards is fine again (its failures have left the window)
                  about %s  a mail: Stumbling Forms is fine again (15 minutes after it healed)
                Where to look
                  mails      %s
                  windows    curl -H "Authorization: Bearer $(cat %s)" %s/v1/apps/com.example.slow/slis
                  incidents  curl -H "Authorization: Bearer $(cat %s)" %s/v1/incidents
                  topics     slipstream.breaches, with any Avro consumer; schemas at %s
                It goes on until you press Ctrl-C.
                %n""",
                TIME.format(history.mishapForgottenAt().plusSeconds(15)),
                TIME.format(healed.plus(Duration.ofMinutes(16))),
                endpoints.mails(),
                tokenFile,
                endpoints.processor(),
                tokenFile,
                endpoints.alerter(),
                endpoints.registry());
    }

    private void tell(String sentence) {
        out.println(TIME.format(clock.instant()) + "  " + sentence);
    }

    @Override
    public void close() {
        closing.close();
    }
}
