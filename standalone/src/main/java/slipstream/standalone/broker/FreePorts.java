package slipstream.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on. They lie below the range from which operating systems take the local ports of outgoing
 * connections, so that none of those can come in between the picking and the listening.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    /** A port that was free on that address a moment ago. */
    public static int pick(String host) {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(host, port)) {
                return port;
            }
        }
        throw new IllegalStateException("found no free port on " + host + " in " + TRIES + " tries");
    }

    /** Whether one could listen on that port of that address now. */
    public static boolean isFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
