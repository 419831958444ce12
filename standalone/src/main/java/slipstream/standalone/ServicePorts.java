package slipstream.standalone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import slipstream.kit.settings.SettingsReader;
import slipstream.standalone.broker.FreePorts;

/** Every port of a standalone: its setting, its default, and which one it is once offset and choice are settled. */
enum ServicePorts {
    BROKER("broker.port", "broker.host", 9092),
    CONTROLLER("broker.controller-port", "broker.host", 9093),
    REGISTRY("registry.port", "registry.host", 8085),
    GATEWAY("gateway.port", "gateway.host", 8080),
    PROCESSOR("processor.port", "processor.host", 8081),
    ALERTER("alerter.port", "alerter.host", 8082),
    SMTP("mail-catcher.smtp-port", "mail-catcher.host", 2525),
    MAILS("mail-catcher.http-port", "mail-catcher.host", 8025);

    static final String DEFAULT_HOST = "127.0.0.1";
    private static final int LARGEST = 65_535;

    private final String setting;
    private final String hostSetting;
    private final int byDefault;

    ServicePorts(String setting, String hostSetting, int byDefault) {
        this.setting = setting;
        this.hostSetting = hostSetting;
        this.byDefault = byDefault;
    }

    String setting() {
        return setting;
    }

    String hostSetting() {
        return hostSetting;
    }

    int byDefault() {
        return byDefault;
    }

    /** All ports as settings: shifted by the offset, and a free one picked for each 0. Nonsense is left as it was given. */
    static Map<String, String> settled(SettingsReader given, int offset) {
        Map<String, String> settled = new LinkedHashMap<>();
        for (ServicePorts service : values()) {
            String text = given.text(service.setting, Integer.toString(service.byDefault));
            if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LARGEST) {
                int port = Integer.parseInt(text);
                String host = given.text(service.hostSetting, DEFAULT_HOST);
                int wanted = port == 0 ? pickOther(host, settled) : port + offset;
                settled.put(service.setting, Integer.toString(wanted));
            }
        }
        return settled;
    }

    private static int pickOther(String host, Map<String, String> taken) {
        return Stream.generate(() -> FreePorts.pick(host))
                .filter(port -> !taken.containsValue(Integer.toString(port)))
                .findFirst()
                .orElseThrow();
    }
}
