package slipstream.gateway.catalogue.installations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A sealed secret")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretSealTest {
    private static final String OLD_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW_KEY = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final SecretSeal seal = new SecretSeal(SecretKeys.of(List.of(OLD_KEY)));

    @Test
    void is_opened_under_the_key_of_its_record_only() {
        ByteBuffer sealed = seal.seal("app/site", "secret");

        assertThat(seal.open("app/site", seal.keyId(), sealed)).hasValue("secret");
        assertThat(seal.open("other/site", seal.keyId(), sealed)).isEmpty();
    }

    @Test
    void is_not_opened_when_it_was_changed() {
        ByteBuffer sealed = seal.seal("app/site", "secret");
        sealed.put(20, (byte) (sealed.get(20) ^ 1));

        assertThat(seal.open("app/site", seal.keyId(), sealed)).isEmpty();
        assertThat(seal.open("app/site", seal.keyId(), ByteBuffer.allocate(3))).isEmpty();
    }

    @Test
    void never_looks_the_same_twice() {
        assertThat(seal.seal("app/site", "secret")).isNotEqualTo(seal.seal("app/site", "secret"));
    }

    @Test
    void is_still_opened_after_the_key_was_rotated_and_no_more_once_the_old_key_is_gone() {
        ByteBuffer sealed = seal.seal("app/site", "secret");
        SecretSeal rotated = new SecretSeal(SecretKeys.of(List.of(NEW_KEY, OLD_KEY)));

        assertThat(rotated.keyId()).isNotEqualTo(seal.keyId());
        assertThat(rotated.open("app/site", seal.keyId(), sealed)).hasValue("secret");
        assertThat(new SecretSeal(SecretKeys.of(List.of(NEW_KEY))).open("app/site", seal.keyId(), sealed))
                .isEmpty();
    }

    @Test
    void has_a_key_that_is_made_once_for_us_alone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("deeper/secrets");

        String made = SecretKeys.ofFile(file).sealingId();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SecretKeys.ofFile(file).sealingId()).isEqualTo(made);
    }

    @Test
    void needs_a_key_of_256_bits() {
        assertThatThrownBy(() -> SecretKeys.of(List.of("c2hvcnQ="))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecretKeys.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
