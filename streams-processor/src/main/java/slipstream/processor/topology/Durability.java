package slipstream.processor.topology;

/** When counted events are written to the stores that Kafka Streams keeps. Both give the same state after every commit. */
public enum Durability {
    /** Once per commit and changed series: the cheap way, by a hook that is not public API. */
    AT_COMMIT,
    /** After every event: through public API alone, two to eight times as expensive. */
    PER_EVENT
}
