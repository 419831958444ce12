package slipstream.standalone.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of reported events.
 *
 * @param accepted how many will be counted
 * @param refused how many will not
 * @param reasons why, one sentence each
 */
public record Reported(int accepted, int refused, List<String> reasons) {
    public Reported {
        reasons = List.copyOf(reasons);
    }

    Reported plus(Reported next) {
        return new Reported(
                accepted + next.accepted,
                refused + next.refused,
                Stream.concat(reasons.stream(), next.reasons.stream()).toList());
    }
}
