package slipstream.gateway.admission;

/**
 * The books of what entered. Every observation that is received is either admitted or refused, and every one that is
 * admitted is either published or failed: received = admitted + refused, admitted = published + failed.
 */
public interface Accounting {
    /** So many observations came. */
    void received(int observations);

    /** So many were taken. */
    void admitted(int observations);

    /** One was not taken, for the reason with this code. */
    void refused(String code);

    /** So many that were taken are durable. */
    void published(int observations);

    /** So many that were taken could not be made durable, or not be seen to be; whoever sent them is told. */
    void failed(int observations);
}
