package slipstream.alerter.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.IncidentId;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.MessageId;

/** Mail: one message per contact, handed to one SMTP server. */
public final class MailChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
    private static final String NAME = "mail";
    private static final String PREFIX = NAME + ":";

    private final MailSettings settings;
    private final InstantSource clock;
    private final Session session;

    public MailChannel(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isOn() {
        return settings.enabled();
    }

    @Override
    public List<String> recipients(App app) {
        return app.contacts().stream().map(contact -> PREFIX + contact.strip()).toList();
    }

    @Override
    public String messageId(IncidentId incident, Transition transition, String recipient) {
        return MessageId.of(incident, transition, recipient, settings.messageIdHost());
    }

    @Override
    public Attempt send(Message message) {
        InternetAddress to;
        try {
            to = new InternetAddress(message.recipient().substring(PREFIX.length()), true);
        } catch (AddressException e) {
            return new Attempt(Result.REFUSED, "no mail address: " + HtmlText.line(e.toString()));
        }
        try {
            MailMessage mail = MailMessage.of(
                    session,
                    MailText.of(message.announcement(), settings.strictIncidentData()),
                    new InternetAddress(settings.from(), true),
                    to,
                    message.id(),
                    message.answers(),
                    clock.instant());
            handOver(mail, to);
            return Attempt.ACCEPTED;
        } catch (MessagingException e) {
            return new Attempt(isFinal(e) ? Result.REFUSED : Result.TRY_AGAIN, HtmlText.line(e.toString()));
        }
    }

    private void handOver(MailMessage mail, InternetAddress to) throws MessagingException {
        Transport transport = session.getTransport("smtp");
        try {
            if (settings.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(settings.user(), settings.password());
            }
            transport.sendMessage(mail, new InternetAddress[] {to});
        } finally {
            close(transport);
        }
    }

    /** A server that took the mail has taken it, however the goodbye goes. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("closing the connection to the mail server failed", e);
        }
    }

    /** A server that says 5xx of the recipient or the mail will say it again; one that wants us to log in may be helped. */
    private static boolean isFinal(MessagingException fault) {
        for (@Nullable Exception next = fault; next != null; next = nextOf(next)) {
            int code = next instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : next instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
            if (next instanceof AuthenticationFailedException || (code >= 530 && code < 540)) {
                return false;
            }
            if (code >= 500 && code < 600) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Exception nextOf(Exception fault) {
        return fault instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.setProperty("mail.smtp.timeout", millis(settings.timeout()));
        properties.setProperty("mail.smtp.writetimeout", millis(settings.timeout()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.localhost", settings.messageIdHost());
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean startTls = settings.security() == MailSettings.Security.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty(
                "mail.smtp.ssl.enable", Boolean.toString(settings.security() == MailSettings.Security.TLS));
        return properties;
    }

    private static String millis(java.time.Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
