package slipstream.processor.slo;

/** Events that are counted one after the other, and what is told of each meanwhile. */
public interface Run {
    /** How many events it has. */
    int size();

    /** The event at a place in the run; the same object for as long as the run is being counted. */
    Observed event(int index);

    /** The event at a place is counted now: what is told from here on, it has brought about. */
    void begin(int index);

    /** What became of the event at a place. */
    void end(int index, Accepted accepted);
}
