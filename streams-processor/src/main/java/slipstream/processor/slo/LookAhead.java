package slipstream.processor.slo;

/**
 * Reads what counting a run of events will read, and changes nothing. Step by step for all events of the run, because the memory
 * then brings what many of them need at the same time; counted one after the other, each would wait for its own, several times over.
 */
final class LookAhead {
    private final SeriesTable table;
    private final EventIds ids;
    private final Places places = new Places();

    /** What was read, kept so that it is read at all. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    LookAhead(SeriesTable table, EventIds ids) {
        this.table = table;
        this.ids = ids;
    }

    /** Hashes the events of a run, and reads where their series and their ids would be found. */
    void look(Run run) {
        int size = run.size();
        for (int i = 0; i < size; i++) {
            run.event(i).hash();
        }
        for (int i = 0; i < size; i++) {
            Observed event = run.event(i);
            ids.approach(event, places);
            table.approach(event, places);
        }
        read = places.read();
    }
}
