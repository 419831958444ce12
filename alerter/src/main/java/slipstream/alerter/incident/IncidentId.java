package slipstream.alerter.incident;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * The name of an incident: eight bytes as unpadded base64url, eleven characters. It is derived and never drawn, so that a
 * restart or a replay finds the same one.
 */
public record IncidentId(String text) {
    private static final int BYTES = 8;

    /** The id of the incident that opened on a series at a minute because of an objective. */
    public static IncidentId of(Series series, String objective, Instant openedAt) {
        MessageDigest digest = sha256();
        add(digest, series.appKey());
        add(digest, series.sli().id());
        add(digest, series.scope());
        add(digest, objective);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, openedAt.getEpochSecond()));
        byte[] first = new byte[BYTES];
        System.arraycopy(digest.digest(), 0, first, 0, BYTES);
        return new IncidentId(Base64.getUrlEncoder().withoutPadding().encodeToString(first));
    }

    /** With its length before it, so that no two lists of words look alike. */
    private static void add(MessageDigest digest, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
