package slipstream.standalone;

import java.util.ArrayList;
import java.util.List;
import slipstream.kit.http.HttpSettings;
import slipstream.standalone.broker.FreePorts;

/** Whether the ports of a standalone are free, asked before anything is started. */
final class PortCheck {
    private final StandaloneSettings settings;
    private final List<String> taken = new ArrayList<>();

    PortCheck(StandaloneSettings settings) {
        this.settings = settings;
    }

    List<String> taken() {
        settings.broker().ifPresent(broker -> {
            check(ServicePorts.BROKER, broker.host(), broker.port());
            check(ServicePorts.CONTROLLER, broker.host(), broker.controllerPort());
        });
        settings.registry().ifPresent(registry -> check(ServicePorts.REGISTRY, registry));
        check(ServicePorts.GATEWAY, settings.gateway().http());
        check(ServicePorts.PROCESSOR, settings.processor().http());
        check(ServicePorts.ALERTER, settings.alerter().http());
        check(ServicePorts.SMTP, settings.mails().host(), settings.smtpPort());
        check(ServicePorts.MAILS, settings.mails());
        return List.copyOf(taken);
    }

    private void check(ServicePorts service, HttpSettings http) {
        check(service, http.host(), http.port());
    }

    private void check(ServicePorts service, String host, int port) {
        if (port != 0 && !FreePorts.isFree(host, port)) {
            taken.add("port %d on %s is in use: set %s to another one, or shift all with --port-offset"
                    .formatted(port, host, service.setting()));
        }
    }
}
