package slipstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A member of the group")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MembershipTest {
    private final Membership membership = new Membership();

    private Membership through(State... states) {
        State before = State.CREATED;
        for (State state : states) {
            membership.onChange(state, before);
            before = state;
        }
        return membership;
    }

    @Test
    void cannot_be_asked_before_it_has_what_it_was_given() {
        assertThat(membership.problem()).hasValue("is CREATED");
        assertThat(through(State.REBALANCING).problem()).hasValue("is REBALANCING");
    }

    @Test
    void can_be_asked_while_partitions_change_hands_later() {
        assertThat(through(State.REBALANCING, State.RUNNING).problem()).isEmpty();
        assertThat(through(State.REBALANCING).problem()).isEmpty();
    }

    @Test
    void cannot_be_asked_when_it_ends() {
        assertThat(through(State.REBALANCING, State.RUNNING, State.PENDING_ERROR)
                        .problem())
                .hasValue("is PENDING_ERROR");
    }
}
