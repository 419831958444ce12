package slipstream.standalone.broker;

import java.nio.file.Path;

/**
 * What the embedded broker needs to know.
 *
 * @param directory where its data lies; formatted at the first start
 * @param host address it listens on and tells its clients
 * @param port port for clients; 0 picks a free one
 * @param controllerPort port of the metadata quorum of one; 0 picks a free one
 */
public record BrokerSettings(Path directory, String host, int port, int controllerPort) {
    private static final int LARGEST_PORT = 65_535;

    public BrokerSettings {
        refuseOutOfRange("port", port);
        refuseOutOfRange("controllerPort", controllerPort);
    }

    private static void refuseOutOfRange(String name, int port) {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(name + " must lie between 0 and " + LARGEST_PORT + ", was " + port);
        }
    }

    BrokerSettings withPortsPicked() {
        int client = port == 0 ? FreePorts.pick(host) : port;
        int controller = controllerPort == 0 ? FreePorts.pick(host) : controllerPort;
        return new BrokerSettings(directory, host, client, controller);
    }
}
