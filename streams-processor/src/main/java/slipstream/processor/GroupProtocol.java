package slipstream.processor;

/** How instances agree on who counts what. */
public enum GroupProtocol {
    /** Among themselves, as Kafka Streams always did. */
    CLASSIC,
    /** By the broker (KIP-1071): what the group is to be like is a setting of the group, and kept on the broker. */
    STREAMS
}
