package slipstream.alerter.incident.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;

/** The id of a message, the same whenever it is sent again: {@code <incident.transition.recipient@host>}. */
public final class MessageId {
    private static final int HASH_BYTES = 9;

    private MessageId() {}

    /** The id of the message that tells a recipient of a change. */
    public static String of(IncidentId incident, Transition transition, String recipient, String host) {
        return "<" + incident + "." + transition.name().toLowerCase(Locale.ROOT) + "." + hash(recipient) + "@" + host
                + ">";
    }

    private static String hash(String recipient) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipient.getBytes(StandardCharsets.UTF_8));
            byte[] first = java.util.Arrays.copyOf(digest, HASH_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
