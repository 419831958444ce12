package slipstream.alerter.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import slipstream.kit.settings.SettingsReader;

/**
 * Which mail server, and what our mails say of themselves.
 *
 * @param enabled whether mails are sent at all
 * @param host the server's name
 * @param port its port
 * @param security how the connection is secured
 * @param user who we are to the server; empty means that we do not log in
 * @param password with which we log in
 * @param connectTimeout limit of connecting
 * @param timeout limit of every answer of the server
 * @param from sender address
 * @param messageIdHost right side of message ids
 * @param strictIncidentData whether incident data holds the programme's fields only
 */
public record MailSettings(
        boolean enabled,
        String host,
        int port,
        Security security,
        String user,
        String password,
        Duration connectTimeout,
        Duration timeout,
        String from,
        String messageIdHost,
        boolean strictIncidentData) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** How a connection is secured; both ways check the server's certificate and name. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** Reads {@code mail.*}. */
    public static MailSettings read(SettingsReader settings) {
        String user = settings.text("mail.user", "");
        Security security = settings.choice("mail.security", Security.NONE);
        if (!user.isEmpty() && security == Security.NONE) {
            settings.problem("mail.user", "needs mail.security starttls or tls, or the password would travel in clear");
        }
        String from = settings.text("mail.from", "no-reply@slipstream.invalid");
        if (!isAddress(from)) {
            settings.problem("mail.from", "must be one mail address, was \"" + from + "\"");
        }
        String messageIdHost = settings.text("mail.message-id-host", "slipstream.invalid");
        if (!HOST.matcher(messageIdHost).matches()) {
            settings.problem("mail.message-id-host", "must be a host name, was \"" + messageIdHost + "\"");
        }
        return new MailSettings(
                settings.flag("mail.enabled", true),
                settings.text("mail.host", "127.0.0.1"),
                settings.integer("mail.port", 2525, 1, 65_535),
                security,
                user,
                password(settings, user),
                settings.duration("mail.connect-timeout", Duration.ofSeconds(5), SHORTEST, LONGEST),
                settings.duration("mail.timeout", Duration.ofSeconds(10), SHORTEST, LONGEST),
                from,
                messageIdHost,
                settings.flag("mail.strict-incident-data", true));
    }

    private static boolean isAddress(String text) {
        try {
            new InternetAddress(text, true);
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    private static String password(SettingsReader settings, String user) {
        String file = settings.text("mail.password-file", "");
        if (file.isEmpty()) {
            if (!user.isEmpty()) {
                settings.problem("mail.password-file", "is required together with mail.user");
            }
            return "";
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | IllegalArgumentException e) {
            settings.problem("mail.password-file", "cannot be read (" + e + ")");
            return "";
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + (enabled ? host + ":" + port + ", " + security : "off") + "]";
    }
}
