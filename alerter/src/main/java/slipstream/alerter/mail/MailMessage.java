package slipstream.alerter.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** A mail with the message id that we give it. */
final class MailMessage extends MimeMessage {
    private final String id;

    private MailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MailMessage of(
            Session session,
            MailText text,
            InternetAddress from,
            InternetAddress to,
            String id,
            Optional<String> answers,
            Instant now)
            throws MessagingException {
        MailMessage mail = new MailMessage(session, id);
        mail.setFrom(from);
        mail.setRecipient(RecipientType.TO, to);
        mail.setSubject(text.subject(), "UTF-8");
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (answers.isPresent()) {
            mail.setHeader("In-Reply-To", answers.get());
            mail.setHeader("References", answers.get());
        }
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(text.plain(), "plain"));
        alternatives.addBodyPart(part(text.html(), "html"));
        mail.setContent(alternatives);
        mail.saveChanges();
        return mail;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
