package slipstream.gateway.publishing;

import java.io.IOException;
import java.nio.file.Path;
import slipstream.kit.settings.SettingsReader;

/**
 * How the publishing API answers.
 *
 * @param faultStatus HTTP status for a body with faults: 408 as the programme's document has it, or 400
 * @param moduleKeys the module types that exist
 */
public record PublishingSettings(int faultStatus, ModuleKeys moduleKeys) {
    private static final int AS_DOCUMENTED = 408;
    private static final int NOT_REPEATED_BY_CLIENTS = 400;

    /** Reads {@code publishing.*}. */
    public static PublishingSettings read(SettingsReader settings) {
        int status = settings.integer("publishing.fault-status", AS_DOCUMENTED, NOT_REPEATED_BY_CLIENTS, AS_DOCUMENTED);
        if (status != AS_DOCUMENTED && status != NOT_REPEATED_BY_CLIENTS) {
            settings.problem("publishing.fault-status", "must be 408 or 400");
        }
        return new PublishingSettings(status, moduleKeys(settings));
    }

    private static ModuleKeys moduleKeys(SettingsReader settings) {
        Path file = settings.path("publishing.module-keys-file", Path.of(""));
        if (file.toString().isEmpty()) {
            return ModuleKeys.builtIn();
        }
        try {
            return ModuleKeys.read(file);
        } catch (IOException unreadable) {
            settings.problem("publishing.module-keys-file", "cannot be read as product → keys: " + file);
            return ModuleKeys.builtIn();
        }
    }
}
