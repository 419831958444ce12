package slipstream.processor.topology;

import java.util.Map;
import slipstream.processor.slo.Partition;

/** The partitions that an instance holds, to be read by any thread. */
public interface Partitions {
    /** Those that are held now and have been opened, by their number. */
    Map<Integer, Partition> held();
}
