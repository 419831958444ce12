package slipstream.gateway.catalogue.installations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets with AES-256-GCM. The record's key is associated data, so that a sealed secret is worthless in any other
 * record. Sealed: 12 bytes nonce, ciphertext, tag.
 */
final class SecretSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeys keys;

    SecretSeal(SecretKeys keys) {
        this.keys = keys;
    }

    /** Id of the key under which secrets are sealed now. */
    String keyId() {
        return keys.sealingId();
    }

    ByteBuffer seal(String recordKey, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        SecretKey key = keys.key(keys.sealingId()).orElseThrow();
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, recordKey).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    /** The secret; empty when the key is not among ours, or the sealed bytes or the record's key are not what was sealed. */
    Optional<String> open(String recordKey, String keyId, ByteBuffer sealed) {
        Optional<SecretKey> key = keys.key(keyId);
        if (key.isEmpty() || sealed.remaining() < NONCE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = sealed.duplicate();
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            byte[] secret =
                    cipher(Cipher.DECRYPT_MODE, key.get(), nonce, recordKey).doFinal(rest);
            return Optional.of(new String(secret, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String recordKey)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(recordKey.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
