package slipstream.alerter.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.App;
import slipstream.alerter.incident.notice.Channel;
import slipstream.alerter.incident.notice.Channel.Result;
import slipstream.kit.settings.InvalidSettings;
import slipstream.kit.settings.SettingsReader;

@DisplayName("The mail channel")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailChannelTest {
    private static final Instant NOW = Instant.parse("2022-03-24T15:40:12Z");
    private static final String ONCALL = "mail:oncall@example.com";

    private final StubMailServer server = new StubMailServer();
    private final MailChannel channel = channel(Map.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void hands_over_one_mail_with_a_text_and_an_html_part() throws Exception {
        assertThat(send(Samples.opened(), ONCALL).result()).isEqualTo(Result.ACCEPTED);

        assertThat(server.recipients).containsExactly("oncall@example.com");
        MimeMessage mail = server.mail(0);
        assertThat(mail.getFrom()[0]).hasToString("no-reply@slipstream.invalid");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(NOW);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).containsIgnoringCase("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).containsIgnoringCase("text/html");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("60 good, 40 bad", Samples.ID.text());
        assertThat((String) parts.getBodyPart(1).getContent()).contains("id=\"incident-data\"");
    }

    @Test
    void gives_the_resolving_mail_the_same_subject_and_a_reference_to_the_opening_one() throws Exception {
        send(Samples.opened(), ONCALL);
        send(Samples.resolved(), ONCALL);

        MimeMessage opening = server.mail(0);
        MimeMessage resolving = server.mail(1);
        assertThat(resolving.getSubject()).isEqualTo(opening.getSubject()).contains(Samples.ID.text(), Samples.APP);
        assertThat(opening.getHeader("In-Reply-To")).isNull();
        assertThat(resolving.getHeader("In-Reply-To")).containsExactly(opening.getMessageID());
        assertThat(resolving.getHeader("References")).containsExactly(opening.getMessageID());
        assertThat(resolving.getMessageID()).isNotEqualTo(opening.getMessageID());
    }

    @Test
    void gives_a_repeated_mail_the_same_message_id() throws Exception {
        send(Samples.opened(), ONCALL);
        send(Samples.opened(), ONCALL);
        assertThat(server.mail(0).getMessageID())
                .isEqualTo(server.mail(1).getMessageID())
                .matches("<" + Samples.ID + "\\.opened\\.[A-Za-z0-9_-]{12}@slipstream\\.invalid>");
    }

    @ParameterizedTest
    @CsvSource({
        "250, 451, TRY_AGAIN",
        "250, 554, REFUSED",
        "450, 250, TRY_AGAIN",
        "550, 250, REFUSED",
        "530, 250, TRY_AGAIN"
    })
    void knows_whether_trying_again_makes_sense(int recipientAnswer, int dataAnswer, Result result) {
        server.recipientAnswer = recipientAnswer;
        server.dataAnswer = dataAnswer;
        Channel.Attempt attempt = send(Samples.opened(), ONCALL);
        assertThat(attempt.result()).as(attempt.detail()).isEqualTo(result);
        assertThat(server.mails).isEmpty();
    }

    @Test
    void tries_again_when_there_is_no_server() {
        server.close();
        assertThat(send(Samples.opened(), ONCALL).result()).isEqualTo(Result.TRY_AGAIN);
    }

    @Test
    void sends_nothing_over_a_connection_that_is_not_secured_as_asked() {
        Channel secured = channel(Map.of("mail.security", "starttls"));
        assertThat(send(secured, Samples.opened(), ONCALL).result()).isEqualTo(Result.TRY_AGAIN);
        Channel encrypted = channel(Map.of("mail.security", "tls", "mail.timeout", "300ms"));
        assertThat(send(encrypted, Samples.opened(), ONCALL).result()).isEqualTo(Result.TRY_AGAIN);
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody",
                "two@example.com, addresses@example.com",
                "a@example.com\\r\\nBcc: b@example.com",
                "@",
            })
    void refuses_what_is_no_address(String contact) {
        String foreign = contact.replace("\\r", "\r").replace("\\n", "\n");
        assertThat(send(Samples.opened(), "mail:" + foreign).result()).isEqualTo(Result.REFUSED);
        assertThat(server.mails).isEmpty();
    }

    @Test
    void has_a_recipient_for_every_contact() {
        App app = new App("app", "App", "Partner", List.of("a@example.com", " b@example.com "));
        assertThat(channel.recipients(app)).containsExactly("mail:a@example.com", "mail:b@example.com");
    }

    @Test
    void names_every_fault_of_its_settings() {
        SettingsReader settings = SettingsReader.of(Map.of(
                "mail.user", "me",
                "mail.from", "nobody",
                "mail.message-id-host", "a host",
                "mail.port", "0"));
        MailSettings.read(settings);
        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("mail.user")
                .hasMessageContaining("mail.password-file")
                .hasMessageContaining("mail.from")
                .hasMessageContaining("mail.message-id-host")
                .hasMessageContaining("mail.port");
    }

    private Channel.Attempt send(Announcement announcement, String recipient) {
        return send(channel, announcement, recipient);
    }

    private static Channel.Attempt send(Channel channel, Announcement announcement, String recipient) {
        String opening = channel.messageId(Samples.ID, Transition.OPENED, recipient);
        String id = channel.messageId(Samples.ID, announcement.change().transition(), recipient);
        return channel.send(new Channel.Message(
                announcement, recipient, id, announcement.isResolved() ? Optional.of(opening) : Optional.empty()));
    }

    private MailChannel channel(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mail.port", Integer.toString(server.port()));
        SettingsReader reader = SettingsReader.of(all);
        MailChannel made = new MailChannel(MailSettings.read(reader), InstantSource.fixed(NOW));
        reader.finish();
        return made;
    }
}
