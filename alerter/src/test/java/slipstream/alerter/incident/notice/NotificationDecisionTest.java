package slipstream.alerter.incident.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static slipstream.alerter.incident.notice.NotificationReason.ALREADY_SENT;
import static slipstream.alerter.incident.notice.NotificationReason.EXCLUDED;
import static slipstream.alerter.incident.notice.NotificationReason.OLDER_THAN_NOTIFICATION_HORIZON;
import static slipstream.alerter.incident.notice.NotificationReason.OPENING_NOT_TOLD;
import static slipstream.alerter.incident.notice.NotificationReason.SEND;
import static slipstream.alerter.incident.notice.NotificationReason.SILENCED;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.Samples;

@DisplayName("Whether a recipient is told")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotificationDecisionTest {
    private static final String ANNA = "mail:anna@example.com";
    private static final Duration HORIZON = Duration.ofMinutes(30);

    private final NotificationDecision decision = new NotificationDecision(Stage.OPEN, Stage.OPEN, HORIZON);
    private final Map<String, Delivery> recorded = new HashMap<>();

    @Test
    void of_news_yes() {
        assertThat(decide(Samples.opened(), Duration.ZERO)).isEqualTo(SEND);
        assertThat(decide(Samples.opened(), HORIZON)).isEqualTo(SEND);
    }

    @Test
    void of_what_is_older_than_the_horizon_no() {
        assertThat(decide(Samples.opened(), HORIZON.plusMillis(1))).isEqualTo(OLDER_THAN_NOTIFICATION_HORIZON);
    }

    @Test
    void of_what_was_sent_or_settled_otherwise_never_again() {
        for (Delivery.State state :
                new Delivery.State[] {Delivery.State.SENT, Delivery.State.NOT_SENT, Delivery.State.GIVEN_UP}) {
            record(Samples.opened(), state);
            assertThat(decide(Samples.opened(), Duration.ZERO)).isEqualTo(ALREADY_SENT);
        }
    }

    @Test
    void of_what_was_begun_yes_however_old_it_is_by_now() {
        record(Samples.opened(), Delivery.State.SENDING);
        assertThat(decide(Samples.opened(), Duration.ofHours(5))).isEqualTo(SEND);
    }

    @Test
    void of_an_end_only_who_was_told_of_the_beginning() {
        assertThat(decide(Samples.resolved(), Duration.ZERO)).isEqualTo(OPENING_NOT_TOLD);
        record(Samples.opened(), Delivery.State.NOT_SENT);
        assertThat(decide(Samples.resolved(), Duration.ZERO)).isEqualTo(OPENING_NOT_TOLD);
        record(Samples.opened(), Delivery.State.SENT);
        assertThat(decide(Samples.resolved(), Duration.ZERO)).isEqualTo(SEND);
        record(Samples.opened(), Delivery.State.SENDING);
        assertThat(decide(Samples.resolved(), Duration.ZERO)).isEqualTo(SEND);
    }

    @Test
    void is_asked_of_silences_before_exclusions() {
        Stage silenced = (announcement, recipient, now) -> Optional.of(SILENCED);
        Stage excluded = (announcement, recipient, now) -> Optional.of(EXCLUDED);
        Instant now = Samples.OPENED_AT;
        assertThat(new NotificationDecision(silenced, excluded, HORIZON)
                        .decide(Samples.opened(), ANNA, key -> Optional.empty(), now))
                .isEqualTo(SILENCED);
        assertThat(new NotificationDecision(Stage.OPEN, excluded, HORIZON)
                        .decide(Samples.opened(), ANNA, key -> Optional.empty(), now))
                .isEqualTo(EXCLUDED);
    }

    @Test
    void of_an_end_also_while_beginnings_wait_and_of_old_news_never() {
        Stage excluded = (announcement, recipient, now) -> Optional.of(EXCLUDED);
        NotificationDecision during = new NotificationDecision(Stage.OPEN, excluded, HORIZON);
        record(Samples.opened(), Delivery.State.SENT);
        Announcement resolved = Samples.resolved();

        assertThat(during.decide(
                        resolved,
                        ANNA,
                        key -> Optional.ofNullable(recorded.get(key)),
                        resolved.change().at()))
                .isEqualTo(SEND);
        recorded.clear();
        assertThat(during.decide(
                        Samples.opened(),
                        ANNA,
                        key -> Optional.empty(),
                        Samples.OPENED_AT.plus(HORIZON).plusMillis(1)))
                .isEqualTo(OLDER_THAN_NOTIFICATION_HORIZON);
    }

    @Test
    void has_a_message_id_that_names_incident_change_and_recipient_but_does_not_show_the_address() {
        String id = MessageId.of(Samples.ID, slipstream.alerter.incident.Transition.OPENED, ANNA, "host.invalid");
        assertThat(id)
                .startsWith("<" + Samples.ID + ".opened.")
                .endsWith("@host.invalid>")
                .doesNotContain("anna");
        assertThat(id)
                .isNotEqualTo(MessageId.of(
                        Samples.ID,
                        slipstream.alerter.incident.Transition.OPENED,
                        "mail:bert@example.com",
                        "host.invalid"));
    }

    private NotificationReason decide(Announcement announcement, Duration age) {
        return decision.decide(
                announcement,
                ANNA,
                key -> Optional.ofNullable(recorded.get(key)),
                announcement.change().at().plus(age));
    }

    private void record(Announcement announcement, Delivery.State state) {
        Delivery delivery = new Delivery(
                announcement.change().id(),
                announcement.change().transition(),
                ANNA,
                state,
                SEND,
                "<id>",
                0,
                announcement.change().at());
        recorded.put(delivery.key(), delivery);
    }
}
