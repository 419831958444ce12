package slipstream.standalone.example;

/**
 * A count of events.
 *
 * @param good good ones
 * @param bad bad ones
 */
public record GoodAndBad(long good, long bad) {
    /** Both together. */
    public long valid() {
        return good + bad;
    }
}
