package slipstream.standalone.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart. What cannot be understood is shown as it came, never refused. */
final class MailReader {
    private static final int DEEPEST_PART = 8;

    private MailReader() {}

    static CaughtMail read(long id, Instant receivedAt, byte[] bytes) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            return new CaughtMail(
                    id,
                    String.join(", ", addresses(message.getHeader("From", ","))),
                    addresses(message.getHeader("To", ",")),
                    message.getSubject() == null ? "" : message.getSubject(),
                    receivedAt,
                    body(message, "text/plain", DEEPEST_PART),
                    body(message, "text/html", DEEPEST_PART),
                    headers(message));
        } catch (MessagingException | IOException damaged) {
            return new CaughtMail(id, "", List.of(), "(damaged mail)", receivedAt, damaged.toString(), null, Map.of());
        }
    }

    private static List<String> addresses(@Nullable String field) {
        if (field == null) {
            return List.of();
        }
        try {
            return Stream.of(InternetAddress.parseHeader(field, false))
                    .map(InternetAddress::getAddress)
                    .toList();
        } catch (MessagingException malformed) {
            return List.of(field);
        }
    }

    private static @Nullable String body(Part part, String type, int depthLeft) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || depthLeft == 0) {
            return null;
        }
        Object content = part.getContent();
        if (content instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                String found = body(several.getBodyPart(i), type, depthLeft - 1);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return part.isMimeType(type) ? String.valueOf(content) : null;
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.merge(header.getName(), header.getValue(), (first, next) -> first + "\n" + next);
        }
        return headers;
    }
}
