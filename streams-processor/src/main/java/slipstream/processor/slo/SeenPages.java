package slipstream.processor.slo;

/** Where the ids of seen events are kept, in pages; forgets them by itself after the horizon. An app is a hash of its key. */
public interface SeenPages {
    /** Receives a page of ids. */
    interface Sink {
        /** One page: its number within the hour, and eight bytes an id. */
        void page(int number, byte[] ids);
    }

    /** Hands every page of an app's hour that is still kept to {@code sink}. */
    void read(long app, long hour, Sink sink);

    /** Replaces a page. */
    void write(long app, long hour, int page, byte[] ids);
}
