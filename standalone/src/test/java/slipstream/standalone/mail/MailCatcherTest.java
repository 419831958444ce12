package slipstream.standalone.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import slipstream.kit.http.HttpSettings;
import slipstream.kit.http.Json;

@DisplayName("The mail catcher")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailCatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private MailCatcher catcher;

    @BeforeEach
    void start() {
        catcher = MailCatcher.start(directory, new HttpSettings("127.0.0.1", 0), 0, () -> NOW);
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void shows_a_mail_with_all_its_parts() throws Exception {
        send("Webhooks fail \u2013 Über-App", "<p>Hello</p>", "first@example.com", "second@example.com");

        JsonNode mails = get("/api/mails");

        assertThat(mails).hasSize(1);
        JsonNode mail = mails.get(0);
        assertThat(mail.get("id").asLong()).isEqualTo(1);
        assertThat(mail.get("from").asText()).isEqualTo("slipstream@example.com");
        assertThat(mail.get("to").toString()).isEqualTo("[\"first@example.com\",\"second@example.com\"]");
        assertThat(mail.get("subject").asText()).isEqualTo("Webhooks fail \u2013 Über-App");
        assertThat(mail.get("receivedAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(mail.get("text").asText()).isEqualTo("plain");
        assertThat(mail.get("html").asText()).isEqualTo("<p>Hello</p>");
        assertThat(mail.get("headers").get("X-Kind").asText()).isEqualTo("test");
        assertThat(get("/api/mails/1")).isEqualTo(mail);
    }

    @Test
    void keeps_mails_and_numbers_across_a_restart() throws Exception {
        send("one", "<p>1</p>", "a@example.com");
        send("two", "<p>2</p>", "a@example.com");
        stop();
        start();
        send("three", "<p>3</p>", "a@example.com");

        assertThat(get("/api/mails").findValuesAsText("subject")).containsExactly("one", "two", "three");
        assertThat(get("/api/mails").findValuesAsText("id")).containsExactly("1", "2", "3");
    }

    @Test
    void never_gives_a_number_twice_even_after_all_mails_are_deleted() throws Exception {
        send("one", "<p>1</p>", "a@example.com");
        assertThat(call("DELETE", "/api/mails").statusCode()).isEqualTo(204);
        assertThat(get("/api/mails")).isEmpty();
        stop();
        start();
        send("two", "<p>2</p>", "a@example.com");

        assertThat(get("/api/mails").findValuesAsText("id")).containsExactly("2");
    }

    @Test
    void refuses_a_mail_that_is_too_large() {
        assertThatThrownBy(() -> send("big", "x".repeat(SmtpListener.LARGEST_MAIL), "a@example.com"))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void lets_no_mail_run_scripts() throws Exception {
        send("evil", "<script>alert(1)</script>", "a@example.com");

        HttpResponse<String> html = call("GET", "/api/mails/1/html");

        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox;")
                .contains("default-src 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void has_a_page_that_loads_nothing_from_elsewhere() throws Exception {
        HttpResponse<String> page = call("GET", "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.body())
                .contains("sandbox=\"\"")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(call("GET", "/page.js").statusCode()).isEqualTo(200);
        assertThat(call("GET", "/style.css").statusCode()).isEqualTo(200);
    }

    @Test
    void answers_404_for_a_mail_that_is_not_there() throws Exception {
        assertThat(call("GET", "/api/mails/77").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/api/mails/..%2Fnext-id").statusCode()).isEqualTo(404);
    }

    @Test
    void shows_a_mail_that_it_cannot_understand() throws Exception {
        MailStore store = MailStore.open(directory, () -> NOW);
        store.add("this is no mail\r\n\r\n\u0000\u0001".getBytes(StandardCharsets.UTF_8));
        stop();
        start();

        assertThat(get("/api/mails")).hasSize(1);
    }

    private void send(String subject, String html, String... receivers) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", catcher.smtpPort());
        properties.put("mail.smtp.timeout", 10_000);
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("Slipstream <slipstream@example.com>", false));
        for (String receiver : List.of(receivers)) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
        }
        message.setSubject(subject, "UTF-8");
        message.setHeader("X-Kind", "test");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText("plain", "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }

    private JsonNode get(String path) throws Exception {
        return Json.mapper().readTree(call("GET", path).body());
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(catcher.url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
