package slipstream.gateway;

import java.time.Clock;
import slipstream.kit.run.ServiceProcess;
import slipstream.kit.settings.SettingsReader;

/** A process with a gateway and nothing else. */
public final class Main {
    private Main() {}

    /** Arguments: {@code --config FILE}, {@code --set name=value}. */
    public static void main(String[] arguments) {
        ServiceProcess.run("ingest-gateway", Main::launch, arguments);
    }

    private static IngestGateway launch(SettingsReader reader) {
        GatewaySettings settings = GatewaySettings.read(reader);
        reader.finish();
        return IngestGateway.launch(settings, Clock.systemUTC());
    }
}
