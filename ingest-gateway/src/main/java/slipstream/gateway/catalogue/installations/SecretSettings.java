package slipstream.gateway.catalogue.installations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import slipstream.kit.settings.SettingsReader;

/**
 * Where the keys are under which secrets are sealed: given themselves, or in a file.
 *
 * @param keys keys in base64, the sealing one first; never printed
 * @param keyFile file of keys, used when none are given
 */
public record SecretSettings(List<String> keys, Path keyFile) {
    public SecretSettings {
        keys = List.copyOf(keys);
    }

    /** Reads {@code secrets.keys} and {@code secrets.key-file}. */
    public static SecretSettings read(SettingsReader settings) {
        SecretSettings secrets =
                new SecretSettings(settings.list("secrets.keys"), settings.path("secrets.key-file", Path.of("")));
        if (!secrets.keys.isEmpty()) {
            try {
                SecretKeys.of(secrets.keys);
            } catch (IllegalArgumentException e) {
                settings.problem("secrets.keys", "must be 32 bytes each in base64, parted by commas");
            }
        } else if (secrets.keyFile.toString().isEmpty()) {
            settings.problem("secrets.key-file", "is required unless secrets.keys is given");
        }
        return secrets;
    }

    /** The keys; makes the file when it is missing. */
    public SecretKeys load() {
        try {
            return keys.isEmpty() ? SecretKeys.ofFile(keyFile) : SecretKeys.of(keys);
        } catch (IOException e) {
            throw new UncheckedIOException("the keys for secrets cannot be used: " + keyFile, e);
        }
    }

    @Override
    public String toString() {
        return "SecretSettings[keys=" + keys.size() + ", keyFile=" + keyFile + "]";
    }
}
