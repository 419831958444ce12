package slipstream.gateway.catalogue.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.kit.access.Scope;
import slipstream.kit.access.TokenHash;
import slipstream.schemas.avro.AccessToken;

/** The first operator's token: kept in a file that only we can read, and known to the system. */
public final class OperatorToken {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorToken.class);
    private static final Pattern TOKEN = Pattern.compile(NewToken.PREFIX + "[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 6;

    private OperatorToken() {}

    /** Makes sure that the file holds a token and that it is an operator's. */
    public static void ensure(Path file, IssuedTokens tokens, Instant now) {
        try {
            byte[] hash = TokenHash.sha256(readOrMake(file));
            String id = "operator-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
            if (tokens.token(id).isEmpty()) {
                List<String> scopes = List.of(Scope.OPERATOR.id());
                tokens.put(new AccessToken(
                        id,
                        "operator token of " + file.getFileName(),
                        ByteBuffer.wrap(hash),
                        scopes,
                        List.of(),
                        Instant.ofEpochMilli(now.toEpochMilli()),
                        null));
                LOG.info("the operator token is in {}", file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the operator token's file cannot be used: " + file, e);
        }
    }

    private static String readOrMake(Path file) throws IOException {
        String present = Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).strip()
                : "";
        if (TOKEN.matcher(present).matches()) {
            return present;
        }
        if (!present.isEmpty()) {
            throw new IOException("holds something that is no token");
        }
        String token = NewToken.token();
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path fresh = Files.createTempFile(
                directory,
                ".token",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, token + "\n", StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return token;
    }
}
