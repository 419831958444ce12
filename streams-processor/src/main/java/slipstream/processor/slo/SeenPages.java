package slipstream.processor.slo;

/** Where the ids of seen events are kept, in pages; forgets them by itself after the horizon. */
public interface SeenPages {
    /** Receives a page of ids. */
    interface Sink {
        /** One page: its number within the hour, and eight bytes an id. */
        void page(int number, byte[] ids);
    }

    /** Hands every page of an owner's hour that is still kept to {@code sink}. */
    void read(long owner, long hour, Sink sink);

    /**
     * Replaces a page.
     *
     * @param arrivedAt when the newest of its ids arrived, in epoch milliseconds: from then on they are kept for the horizon
     */
    void write(long owner, long hour, int page, byte[] ids, long arrivedAt);
}
