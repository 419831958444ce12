package slipstream.standalone.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was taken.
 *
 * @param id number of the mail; later mails have larger ones
 * @param from address of the sender
 * @param to addresses of the receivers
 * @param subject the subject, decoded; empty when there was none
 * @param receivedAt when it was taken
 * @param text the plain text part, where there is one
 * @param html the HTML part, where there is one
 * @param headers all header fields in their order; a repeated field holds its values one per line
 */
record CaughtMail(
        long id,
        String from,
        List<String> to,
        String subject,
        Instant receivedAt,
        @Nullable String text,
        @Nullable String html,
        Map<String, String> headers) {}
