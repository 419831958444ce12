package slipstream.alerter.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.Found;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.App;

@DisplayName("A mail")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailTextTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"incident-data\">(.*?)</script>");

    @Test
    void says_what_broke_since_when_and_by_how_much() {
        MailText mail = MailText.of(Samples.opened(), true);
        assertThat(mail.plain())
                .contains("Objective breached")
                .contains(
                        "Jira Installation Callback Success Rate of AppName is 60.0 %, below the objective of 99.0 %.")
                .contains("at least 99.0 % over 24 h")
                .contains("24 Mar 2022 15:40 UTC")
                .contains("60 good, 40 bad")
                .contains("AppName (com.example.appkey)")
                .contains("Atlassian")
                .contains(Samples.ID.text())
                .doesNotContain("Met again");
        assertThat(MailText.of(Samples.resolved(), true).plain())
                .contains("Resolved")
                .contains("is back at 99.0 %, the objective is 99.0 %.")
                .containsPattern("Met again at: +24 Mar 2022 16:40 UTC");
    }

    @Test
    void names_the_base_url_where_availability_is_measured() {
        Series series = new Series(Samples.APP, Sli.AVAILABILITY, "https://eu.example.com/app");
        Measurement measured = new Measurement(Duration.ofMinutes(15), 14, 1, 3, "GENERIC", 999_000);
        MailText mail = MailText.of(
                Samples.announcement(series, Transition.OPENED, Samples.OPENED_AT, measured, "App", "Partner"), true);
        assertThat(mail.plain())
                .containsPattern("Base URL: +https://eu.example.com/app")
                .contains("at least 99.9 % over 15 min", "14 good, 1 bad, 3 excluded", "93.3333 %");
    }

    @Test
    void speaks_of_burn_rates_and_latencies_as_such() {
        assertThat(plain(new Found.Burn(13_450, 13_440), false))
                .contains("Jira Webhook Delivery Burn Rate of Name is 13.45, above the objective of 13.44.")
                .contains("at most 13.44 over 15 min");
        assertThat(plain(new Found.Latency(95, 521, 500), false))
                .contains("Jira Webhook Delivery Latency p95 of Name is 521 ms, above the objective of 500 ms.");
        assertThat(plain(new Found.Events(), false))
                .contains("Jira Webhook Delivery Events of Name is 0, below the objective of 1.");
    }

    @Test
    void claims_no_recovery_when_the_objective_was_taken_back() {
        assertThat(plain(new Found.Rate(), true))
                .contains("is no longer promised: the objective was taken back")
                .contains("Objective withdrawn at")
                .doesNotContain("back at", "Met again");
    }

    private static String plain(Found found, boolean withdrawn) {
        Series series = new Series(Samples.APP, Sli.WEBHOOK_DELIVERY, "jira");
        Measurement measured = new Measurement(Duration.ofMinutes(15), 0, 0, 0, "GENERIC", 999_000, found);
        IncidentChange change = new IncidentChange(
                Samples.ID,
                withdrawn ? Transition.RESOLVED : Transition.OPENED,
                series,
                "own",
                Samples.OPENED_AT,
                Samples.OPENED_AT,
                measured,
                withdrawn);
        Announcement announcement = Announcement.of(change, new App(Samples.APP, "Name", "Partner", List.of()));
        return MailText.of(announcement, true).plain();
    }

    @Test
    void has_the_incident_data_once_and_readable_for_programs() throws Exception {
        String html = MailText.of(Samples.opened(), true).html();
        Matcher data = DATA.matcher(html);
        assertThat(data.find()).isTrue();
        JsonNode read = new ObjectMapper().readTree(data.group(1));
        assertThat(read.get("incidentId").asText()).isEqualTo(Samples.ID.text());
        assertThat(read.size()).isEqualTo(10);
        assertThat(data.find()).isFalse();
        assertThat(MailText.of(Samples.opened(), false).html()).contains("metricId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "Name\r\nBcc: everybody@example.com\r\n\r\nbody",
                "sep\u2028ara\u2029tor \u202e gnp.exe",
                "%s %n ${x} $1 \\1",
                "'&<>\"",
            })
    void stays_whole_whatever_the_app_is_called(String name) throws Exception {
        MailText mail = MailText.of(Samples.named(name, name), true);

        assertThat(mail.subject())
                .doesNotContain("\r", "\n")
                .isEqualTo(MailText.of(Samples.opened(), true).subject());
        assertThat(mail.plain())
                .doesNotContain("\r", "\u2028", "\u2029", "\u202e")
                .doesNotContain("\nBcc:");
        assertThat(mail.html()).doesNotContain("<script>alert", "<img", "\u2028", "\u2029", "\u202e");
        assertThat(DATA.matcher(mail.html()).results()).hasSize(1);
        assertWellFormed(mail.html());
    }

    @Test
    void has_a_subject_of_one_line_whatever_the_app_key_is() {
        Series series = new Series("a\r\nBcc: b@example.com " + "x".repeat(500), Sli.WEBHOOK_DELIVERY, "jira");
        MailText mail = MailText.of(
                Samples.announcement(
                        series, Transition.OPENED, Samples.OPENED_AT, Samples.measured(1, 1, 990_000), "n", "p"),
                true);
        assertThat(mail.subject()).doesNotContain("\r", "\n").hasSizeLessThan(260);
    }

    @Test
    void has_no_link_no_picture_and_nothing_that_is_fetched() {
        assertThat(MailText.of(Samples.opened(), true).html()).doesNotContain("http", "src=", "href=", "url(");
    }

    /** Our HTML is XML but for its void elements and its doctype. */
    private static void assertWellFormed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*)>", "<$1/>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getElementsByTagName("script")
                        .getLength())
                .isEqualTo(1);
    }
}
