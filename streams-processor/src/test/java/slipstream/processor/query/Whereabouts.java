package slipstream.processor.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Timeline;

/** One partition, which is where a test says. */
final class Whereabouts implements Readers {
    private final Timeline timeline;
    private final List<String> standbys = new ArrayList<>();
    private boolean owned = true;
    private boolean copied;
    private int looksBefore;
    private Optional<String> owner = Optional.empty();
    private Optional<String> reason = Optional.empty();

    Whereabouts(Timeline timeline) {
        this.timeline = timeline;
    }

    /** This instance does not count the partition, and perhaps nobody does. */
    Whereabouts notHere() {
        owned = false;
        return this;
    }

    Whereabouts hereFromTheThirdLookOn() {
        looksBefore = 2;
        return this;
    }

    Whereabouts copiedHere() {
        owned = false;
        copied = true;
        return this;
    }

    Whereabouts ownedBy(String address) {
        owned = false;
        owner = Optional.of(address);
        return this;
    }

    Whereabouts alsoCopiedAt(String address) {
        standbys.add(address);
        return this;
    }

    void nowhere(String why) {
        reason = Optional.of(why);
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public int partitionOf(String appKey) {
        if (reason.isPresent()) {
            throw new NotReadable(reason.get());
        }
        return 0;
    }

    @Override
    public Optional<Partition> here(int partition) {
        if (looksBefore > 0 && --looksBefore == 0) {
            owned = true;
            return Optional.empty();
        }
        return owned ? Optional.of(timeline.partition()) : Optional.empty();
    }

    @Override
    public <T> Optional<T> copy(int partition, Set<String> apps, Function<Partition, T> question) {
        return copied ? Optional.of(question.apply(timeline.copyOf(apps))) : Optional.empty();
    }

    @Override
    public Elsewhere elsewhere(int partition) {
        return new Elsewhere(owner, standbys);
    }
}
