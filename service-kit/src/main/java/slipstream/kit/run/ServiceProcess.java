package slipstream.kit.run;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.settings.InvalidSettings;
import slipstream.kit.settings.SettingsReader;

/** A service as the only inhabitant of a process: launched from its arguments, closed when the process is told to end. */
public final class ServiceProcess {
    private static final String LOGGING = "logback.configurationFile";

    // Before the first logger is made: a process of ours has our levels, unless it was started with others.
    static {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "slipstream-logback.xml");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final int EXIT_INVALID_SETTINGS = 2;

    private ServiceProcess() {}

    /** Launches the service and stays until the process ends; invalid settings are printed, all of them, and end it. */
    public static void run(String name, Function<SettingsReader, ? extends AutoCloseable> launch, String... arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        Closing closing = new Closing();
        try {
            closing.add(launch.apply(SettingsReader.ofArguments(System.getenv(), arguments)));
        } catch (InvalidSettings e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_INVALID_SETTINGS);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(name, closing, ended), name + "-shutdown"));
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(String name, Closing closing, CountDownLatch ended) {
        try {
            closing.close();
        } catch (RuntimeException e) {
            LOG.error("{} did not close cleanly", name, e);
        } finally {
            ended.countDown();
        }
    }
}
