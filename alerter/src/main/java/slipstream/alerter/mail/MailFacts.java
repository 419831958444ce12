package slipstream.alerter.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Measurement;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Figures;

/** What a mail says, before it is decided how it looks. All values are foreign text until escaped. */
record MailFacts(String headline, String summary, List<Fact> facts) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** One line of the table of facts. */
    record Fact(String name, String value) {}

    static MailFacts of(Announcement announcement) {
        IncidentChange change = announcement.change();
        Measurement measured = change.measured();
        Figures figures = Figures.of(measured);
        boolean over = announcement.isResolved();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact("App", announcement.appName() + " (" + change.series().appKey() + ")"));
        facts.add(new Fact("Partner", announcement.partnerName()));
        facts.add(new Fact(scopeName(change), change.series().scope()));
        facts.add(new Fact(figures.name(), figures.measuredText()));
        facts.add(new Fact("Objective", promise(figures, measured)));
        facts.add(new Fact("Events in the window", counts(measured)));
        facts.add(new Fact("Breached since", minute(change.openedAt())));
        if (over) {
            facts.add(new Fact(change.withdrawn() ? "Objective withdrawn at" : "Met again at", minute(change.at())));
        }
        facts.add(new Fact("Incident", change.id().text()));
        return new MailFacts(
                over ? "Resolved" : "Objective breached",
                announcement.metric().name() + " of " + announcement.appName() + summary(change, figures),
                List.copyOf(facts));
    }

    private static String promise(Figures figures, Measurement measured) {
        return (figures.atLeast() ? "at least " : "at most ") + figures.promisedText() + " over "
                + words(measured.window());
    }

    private static String summary(IncidentChange change, Figures figures) {
        String measured = figures.measuredText();
        String promised = figures.promisedText() + ".";
        if (change.withdrawn()) {
            return " is no longer promised: the objective was taken back or does not concern it any more.";
        }
        if (change.transition() == Transition.RESOLVED) {
            return " is back at " + measured + ", the objective is " + promised;
        }
        return " is " + measured + (figures.atLeast() ? ", below" : ", above") + " the objective of " + promised;
    }

    private static String scopeName(IncidentChange change) {
        Sli sli = change.series().sli();
        return sli == Sli.AVAILABILITY ? "Base URL" : sli == Sli.SYNTHETIC ? "Product and check" : "Product";
    }

    private static String counts(Measurement measured) {
        String counts = measured.good() + " good, " + measured.bad() + " bad";
        return measured.excluded() == 0 ? counts : counts + ", " + measured.excluded() + " excluded";
    }

    private static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    private static String words(Duration window) {
        if (window.toHours() >= 48 && window.toHours() % 24 == 0) {
            return window.toDays() + " days";
        }
        return window.toMinutes() % 60 == 0 ? window.toHours() + " h" : window.toMinutes() + " min";
    }
}
