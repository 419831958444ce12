package slipstream.alerter;

import java.time.InstantSource;
import slipstream.kit.run.ServiceProcess;

/** The alerter as a process of its own. */
public final class Main {
    private Main() {}

    /** Runs until the process ends. Arguments: {@code --config FILE}, {@code --set name=value}. */
    public static void main(String[] arguments) {
        ServiceProcess.run(
                "alerter",
                settings -> {
                    AlerterSettings read = AlerterSettings.read(settings);
                    settings.finish();
                    return Alerter.launch(read, InstantSource.system());
                },
                arguments);
    }
}
