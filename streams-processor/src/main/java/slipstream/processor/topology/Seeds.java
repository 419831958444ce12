package slipstream.processor.topology;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * What people had decided before the log that is left begins: asked for once, by a partition that has no state, at its first
 * record.
 */
public interface Seeds {
    /**
     * The newest revision of every decision about apps of a partition that is no younger than a moment, as the header of a tick
     * would carry it.
     *
     * @param partition number of a partition of the events
     * @param moment arrival time of its first record, in epoch milliseconds
     */
    List<Header> upTo(int partition, long moment);

    /** Nothing was decided. */
    static Seeds none() {
        return (partition, moment) -> List.of();
    }
}
