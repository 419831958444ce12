package slipstream.alerter.mail;

import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.IncidentData;

/** The three texts of a mail: subject, plain text, and HTML with the incident data for programs. */
record MailText(String subject, String plain, String html) {
    private static final String OPEN_COLOR = "#b42318";
    private static final String RESOLVED_COLOR = "#067647";
    private static final String FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

    static MailText of(Announcement announcement, boolean strictIncidentData) {
        MailFacts facts = MailFacts.of(announcement);
        String data = strictIncidentData ? IncidentData.strict(announcement) : IncidentData.extended(announcement);
        return new MailText(subject(announcement), plain(facts), html(facts, announcement.isResolved(), data));
    }

    /** The same for every mail about an incident, since mail programs gather by it; so without names that may change. */
    private static String subject(Announcement announcement) {
        return HtmlText.line("[Slipstream] " + announcement.metric().name() + ": "
                + announcement.change().series().appKey() + ", incident "
                + announcement.change().id());
    }

    private static String plain(MailFacts facts) {
        StringBuilder text = new StringBuilder()
                .append(facts.headline())
                .append("\n\n")
                .append(HtmlText.line(facts.summary()))
                .append("\n\n");
        for (MailFacts.Fact fact : facts.facts()) {
            text.append(String.format("%-22s%s%n", fact.name() + ":", HtmlText.line(fact.value())));
        }
        return text.append("\nTimes are UTC. The window ends at the minute that was judged.\n")
                .toString()
                .replace(System.lineSeparator(), "\n");
    }

    private static String html(MailFacts facts, boolean resolved, String data) {
        StringBuilder rows = new StringBuilder();
        for (MailFacts.Fact fact : facts.facts()) {
            rows.append("<tr><td style=\"padding:6px 16px 6px 0;opacity:0.7;vertical-align:top;white-space:nowrap\">")
                    .append(HtmlText.escaped(fact.name()))
                    .append("</td><td style=\"padding:6px 0;vertical-align:top;word-break:break-word\">")
                    .append(HtmlText.escaped(fact.value()))
                    .append("</td></tr>\n");
        }
        String color = resolved ? RESOLVED_COLOR : OPEN_COLOR;
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>%1$s</title>
                </head>
                <body style="margin:0;padding:24px 16px;%3$sfont-size:15px;line-height:1.45">
                <div style="max-width:600px;margin:0 auto">
                <div style="border-left:4px solid %4$s;padding:2px 0 2px 16px;margin:0 0 20px">
                <p style="margin:0 0 4px"><span style="display:inline-block;padding:2px 8px;border-radius:4px;\
                background-color:%4$s;color:#ffffff;font-size:13px;font-weight:600">%1$s</span></p>
                <p style="margin:0;font-size:18px;font-weight:600">%5$s</p>
                </div>
                <table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;\
                %3$sfont-size:15px">
                %6$s</table>
                <p style="margin:20px 0 0;font-size:13px;opacity:0.7">Times are UTC. The window ends at the minute that\
                 was judged.</p>
                </div>
                <script type="application/json" id="incident-data">%2$s</script>
                </body>
                </html>
                """.formatted(
                        HtmlText.escaped(facts.headline()), data, FONT, color, HtmlText.escaped(facts.summary()), rows);
    }
}
