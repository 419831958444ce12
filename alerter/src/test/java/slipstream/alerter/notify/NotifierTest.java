package slipstream.alerter.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import slipstream.alerter.Samples;
import slipstream.alerter.incident.Series;
import slipstream.alerter.incident.Sli;
import slipstream.alerter.incident.Transition;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Channel.Result;
import slipstream.alerter.incident.notice.Delivery;
import slipstream.alerter.incident.notice.NotificationReason;

@DisplayName("The notifier")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotifierTest {
    private final NotifyDriver notifier = new NotifyDriver();

    @Test
    void tells_every_contact_of_opening_and_resolving_once() {
        notifier.contacts = List.of("a@example.com", "b@example.com", "a@example.com");
        notifier.announce(Samples.opened()).run();
        notifier.announce(Samples.resolved()).runAfter(Duration.ofHours(1));

        assertThat(notifier.channel.told())
                .containsExactlyInAnyOrder(
                        "OPENED mail:a@example.com",
                        "OPENED mail:b@example.com",
                        "RESOLVED mail:a@example.com",
                        "RESOLVED mail:b@example.com");
        assertThat(notifier.committedOffset()).isEqualTo(2);
    }

    @Test
    void waits_with_a_beginning_until_maintenance_is_over_also_across_a_restart() {
        notifier.objection = Optional.of(NotificationReason.EXCLUDED);
        notifier.announce(Samples.opened()).run().runAfter(Duration.ofMinutes(40));
        assertThat(notifier.channel.attempts).isZero();
        assertThat(notifier.log.states()).containsExactly("OPENED SENDING EXCLUDED");
        assertThat(notifier.committedOffset()).isZero();

        notifier.restart();
        notifier.run();
        assertThat(notifier.channel.attempts).isZero();

        notifier.objection = Optional.empty();
        notifier.run();
        assertThat(notifier.channel.told()).containsExactly("OPENED mail:a@example.com");
        assertThat(notifier.committedOffset()).isEqualTo(1);
    }

    @Test
    void tells_nobody_of_what_began_and_ended_during_maintenance() {
        notifier.objection = Optional.of(NotificationReason.EXCLUDED);
        notifier.announce(Samples.opened()).run();
        notifier.announce(Samples.resolved()).runAfter(Duration.ofHours(1));
        notifier.objection = Optional.empty();
        notifier.run();

        assertThat(notifier.channel.attempts).isZero();
        assertThat(notifier.log.states())
                .containsExactly(
                        "OPENED SENDING EXCLUDED",
                        "RESOLVED SENDING SEND",
                        "OPENED NOT_SENT EXCLUDED",
                        "RESOLVED NOT_SENT OPENING_NOT_TOLD");
        assertThat(notifier.committedOffset()).isEqualTo(2);
    }

    @Test
    void tells_the_end_of_what_was_told_during_maintenance_too() {
        notifier.announce(Samples.opened()).run();
        notifier.objection = Optional.of(NotificationReason.EXCLUDED);
        notifier.announce(Samples.resolved()).runAfter(Duration.ofHours(1));

        assertThat(notifier.channel.told()).containsExactly("OPENED mail:a@example.com", "RESOLVED mail:a@example.com");
    }

    @Test
    void records_before_and_after_sending() {
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.log.states()).containsExactly("OPENED SENDING SEND", "OPENED SENT ACCEPTED");
        assertThat(notifier.log.written).extracting(Delivery::attempts).containsExactly(0, 1);
    }

    @Test
    void lets_the_resolving_message_answer_the_opening_one() {
        notifier.announce(Samples.opened()).announce(Samples.resolved()).run();
        assertThat(notifier.channel.taken.get(0).answers()).isEmpty();
        assertThat(notifier.channel.taken.get(1).answers())
                .contains(notifier.channel.taken.get(0).id());
    }

    @Test
    void sends_nothing_before_the_decision_is_recorded() {
        notifier.log.fails = delivery -> true;
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.channel.attempts).isZero();
        assertThat(notifier.committedOffset()).isZero();

        notifier.log.fails = delivery -> false;
        notifier.run();
        assertThat(notifier.channel.told()).containsExactly("OPENED mail:a@example.com");
    }

    @Test
    void repeats_only_the_message_that_was_being_sent_when_it_died_and_with_the_same_id() {
        notifier.announce(Samples.opened()).run();
        notifier.log.fails = delivery -> delivery.state() == Delivery.State.SENT;
        notifier.announce(Samples.resolved()).run();
        assertThat(notifier.channel.told()).hasSize(2);
        assertThat(notifier.committedOffset()).isEqualTo(1);

        notifier.log.fails = delivery -> false;
        notifier.restart();
        notifier.run();
        assertThat(notifier.channel.told())
                .containsExactly(
                        "OPENED mail:a@example.com", "RESOLVED mail:a@example.com", "RESOLVED mail:a@example.com");
        assertThat(notifier.channel.taken.get(1).id())
                .isEqualTo(notifier.channel.taken.get(2).id());

        notifier.restart();
        notifier.run();
        assertThat(notifier.channel.told()).hasSize(3);
    }

    @Test
    void does_not_send_again_what_only_could_not_be_recorded() {
        notifier.log.fails = delivery -> delivery.state() == Delivery.State.SENT;
        notifier.announce(Samples.opened()).run().runAfter(Duration.ofMinutes(2));
        assertThat(notifier.channel.attempts).isEqualTo(1);

        notifier.log.fails = delivery -> false;
        notifier.runAfter(Duration.ofMinutes(2));
        assertThat(notifier.channel.attempts).isEqualTo(1);
        assertThat(notifier.log.states()).containsExactly("OPENED SENDING SEND", "OPENED SENT ACCEPTED");
        assertThat(notifier.committedOffset()).isEqualTo(1);
    }

    @Test
    void repeats_nothing_when_it_reads_the_whole_topic_again() {
        notifier.announce(Samples.opened()).announce(Samples.resolved()).run();
        int written = notifier.log.written.size();
        notifier.rewind();
        notifier.run();
        assertThat(notifier.channel.told()).hasSize(2);
        assertThat(notifier.log.written).hasSize(written);
        assertThat(notifier.committedOffset()).isEqualTo(2);
    }

    @Test
    void tells_nobody_of_what_is_long_past_and_says_why() {
        notifier.now = Samples.OPENED_AT.plus(Duration.ofMinutes(31));
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.channel.attempts).isZero();
        assertThat(notifier.log.states()).containsExactly("OPENED NOT_SENT OLDER_THAN_NOTIFICATION_HORIZON");

        notifier.announce(Samples.resolved()).runAfter(Duration.ofMinutes(29));
        assertThat(notifier.log.states()).last().isEqualTo("RESOLVED NOT_SENT OPENING_NOT_TOLD");
        assertThat(notifier.committedOffset()).isEqualTo(2);
    }

    @Test
    void decides_about_the_horizon_once_and_then_keeps_trying() {
        notifier.channel.answer = message -> Result.TRY_AGAIN;
        notifier.announce(Samples.opened()).run().runAfter(Duration.ofHours(2));
        notifier.restart();
        notifier.channel.answer = message -> Result.ACCEPTED;
        notifier.run();
        assertThat(notifier.channel.told()).containsExactly("OPENED mail:a@example.com");
    }

    @Test
    void tries_again_with_growing_pauses_and_gives_up_in_the_end() {
        notifier.channel.answer = message -> Result.TRY_AGAIN;
        notifier.announce(Samples.opened()).run().run();
        assertThat(notifier.channel.attempts).isEqualTo(1);
        notifier.runAfter(Duration.ofSeconds(1));
        assertThat(notifier.channel.attempts).isEqualTo(2);
        notifier.runAfter(Duration.ofSeconds(1));
        assertThat(notifier.channel.attempts).isEqualTo(2);
        notifier.runAfter(Duration.ofSeconds(1));
        assertThat(notifier.channel.attempts).isEqualTo(3);
        assertThat(notifier.committedOffset()).isZero();

        notifier.runAfter(Duration.ofHours(24));
        assertThat(notifier.log.states()).last().isEqualTo("OPENED GIVEN_UP TRIED_TOO_LONG");
        assertThat(notifier.committedOffset()).isEqualTo(1);
        notifier.runAfter(Duration.ofHours(1));
        assertThat(notifier.channel.attempts).isEqualTo(4);
    }

    @Test
    void counts_the_time_of_giving_up_across_restarts() {
        notifier.channel.answer = message -> Result.TRY_AGAIN;
        notifier.announce(Samples.opened()).run().runAfter(Duration.ofHours(23));
        notifier.restart();
        notifier.runAfter(Duration.ofHours(2));
        assertThat(notifier.log.states()).last().isEqualTo("OPENED GIVEN_UP TRIED_TOO_LONG");
    }

    @Test
    void gives_up_at_once_what_is_refused() {
        notifier.channel.answer = message -> Result.REFUSED;
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.log.states()).last().isEqualTo("OPENED GIVEN_UP REFUSED");
        assertThat(notifier.committedOffset()).isEqualTo(1);
    }

    @Test
    void survives_a_channel_that_fails_altogether() {
        notifier.channel.answer = message -> {
            throw new IllegalStateException("planted");
        };
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.log.states()).last().isEqualTo("OPENED SENDING TRYING_AGAIN");
    }

    @Test
    void lets_one_recipient_who_cannot_be_reached_hold_up_nobody_else() {
        notifier.contacts = List.of("gone@example.com", "b@example.com");
        notifier.channel.answer = message -> message.recipient().contains("gone") ? Result.TRY_AGAIN : Result.ACCEPTED;
        notifier.announce(Samples.opened()).announce(other("confluence")).run();
        assertThat(notifier.channel.told()).containsExactly("OPENED mail:b@example.com", "OPENED mail:b@example.com");
        assertThat(notifier.committedOffset()).isZero();
    }

    @Test
    void tells_of_no_end_before_the_beginning() {
        notifier.channel.answer = message -> Result.TRY_AGAIN;
        notifier.announce(Samples.opened()).announce(Samples.resolved()).run();
        notifier.channel.answer = message -> Result.ACCEPTED;
        notifier.runAfter(Duration.ofMinutes(2));
        assertThat(notifier.channel.told()).containsExactly("OPENED mail:a@example.com", "RESOLVED mail:a@example.com");
    }

    @Test
    void reads_no_more_while_too_much_waits_and_reads_on_afterwards() {
        notifier.channel.answer = message -> Result.TRY_AGAIN;
        for (String product : List.of("a", "b", "c", "d", "e")) {
            notifier.announce(other(product));
        }
        notifier.run();
        assertThat(notifier.readsOn()).isFalse();

        notifier.channel.answer = message -> Result.ACCEPTED;
        notifier.runAfter(Duration.ofMinutes(2)).run();
        assertThat(notifier.readsOn()).isTrue();
        assertThat(notifier.channel.told()).hasSize(5);
        assertThat(notifier.committedOffset()).isEqualTo(5);
    }

    @Test
    void says_when_there_is_nobody_to_tell_or_no_way() {
        notifier.contacts = List.of();
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.log.states()).containsExactly("OPENED NOT_SENT NO_CONTACTS");
        assertThat(notifier.log.written.get(0).recipient()).isEqualTo("mail");

        notifier.channel.on = false;
        notifier.contacts = List.of("a@example.com");
        notifier.announce(other("confluence")).run();
        assertThat(notifier.log.states()).last().isEqualTo("OPENED NOT_SENT CHANNEL_OFF");
        assertThat(notifier.committedOffset()).isEqualTo(2);
    }

    @Test
    void reads_nothing_of_a_partition_before_it_knows_what_was_sent_for_it() {
        notifier.announce(Samples.opened()).run();
        notifier.log.loadFails = true;
        notifier.rewind();
        assertThatThrownBy(notifier::run).hasMessageContaining("planted");
        notifier.log.loadFails = false;
        notifier.run();
        assertThat(notifier.channel.told()).hasSize(1);
    }

    @Test
    void leaves_out_what_it_cannot_read() {
        notifier.announceRaw(new byte[] {1, 2, 3})
                .announceRaw(null)
                .announce(Samples.opened())
                .run();
        assertThat(notifier.channel.told()).hasSize(1);
        assertThat(notifier.committedOffset()).isEqualTo(3);
    }

    @Test
    void lets_a_running_attempt_end_before_it_gives_a_partition_away() {
        notifier.announce(Samples.opened()).run();
        notifier.revoke();
        assertThat(notifier.log.states()).last().isEqualTo("OPENED SENT ACCEPTED");
        notifier.restart();
        notifier.run();
        assertThat(notifier.channel.told()).hasSize(1);
    }

    @Test
    void counts_what_became_of_notifications() {
        notifier.announce(Samples.opened()).run();
        assertThat(notifier.metrics
                        .counter("slipstream.alerter.notifications", "state", "sent", "reason", "accepted")
                        .count())
                .isEqualTo(1);
    }

    private static Announcement other(String product) {
        return Samples.announcement(
                new Series(Samples.APP, Sli.INSTALLATION_CALLBACK, product),
                Transition.OPENED,
                Samples.OPENED_AT,
                Samples.measured(1, 1, 990_000),
                "App",
                "Partner");
    }
}
