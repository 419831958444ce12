package slipstream.gateway.catalogue.installations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys under which secrets are sealed: the first seals, all open. To rotate, put a new line first; secrets are sealed
 * anew when they are written. A key is named by the beginning of its hash.
 */
public final class SecretKeys {
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final Map<String, SecretKey> byId = new LinkedHashMap<>();

    private SecretKeys(List<String> encodedKeys) {
        for (String encoded : encodedKeys) {
            byte[] key = Base64.getDecoder().decode(encoded);
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, this one " + key.length);
            }
            byId.put(idOf(key), new SecretKeySpec(key, "AES"));
        }
        if (byId.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
    }

    /** Keys in base64, the sealing one first; throws IllegalArgumentException when one of them is no key. */
    public static SecretKeys of(List<String> encodedKeys) {
        return new SecretKeys(encodedKeys);
    }

    /** Keys of a file, one a line, the sealing one first; a missing file is made with one new key, for us alone to read. */
    public static SecretKeys ofFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        return new SecretKeys(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    private static void create(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = Files.createTempFile(
                directory,
                ".secrets",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.SYNC);
        Files.move(fresh, file);
    }

    String sealingId() {
        return byId.keySet().iterator().next();
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Set<String> ids() {
        return byId.keySet();
    }

    private static String idOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
