package slipstream.processor.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import slipstream.processor.slo.Partition;
import slipstream.processor.slo.Timeline;

/** Partitions which are where a test says; the last digit of an app's key, or none, is the number of its partition. */
final class Whereabouts implements Readers {
    private final Map<Integer, Timeline> counted = new HashMap<>();
    private final Map<Integer, Timeline> copied = new HashMap<>();
    private final Map<Integer, String> owners = new HashMap<>();
    private final Map<Integer, List<String>> standbys = new HashMap<>();
    private final Timeline first;
    private final int partitions;
    private int looksBefore;
    private boolean shut;
    private final AtomicInteger answeredAtOnce = new AtomicInteger();
    private Optional<String> reason = Optional.empty();

    /** One partition, which is here. */
    Whereabouts(Timeline timeline) {
        this(timeline, 1);
        counted.put(0, timeline);
    }

    Whereabouts(Timeline first, int partitions) {
        this.first = first;
        this.partitions = partitions;
    }

    Whereabouts counts(int partition, Timeline timeline) {
        counted.put(partition, timeline);
        return this;
    }

    Whereabouts copies(int partition, Timeline timeline) {
        copied.put(partition, timeline);
        return this;
    }

    Whereabouts owned(int partition, String address) {
        owners.put(partition, address);
        return this;
    }

    Whereabouts alsoCopied(int partition, String address) {
        standbys.computeIfAbsent(partition, unseen -> new ArrayList<>()).add(address);
        return this;
    }

    /** This instance does not count the first partition, and perhaps nobody does. */
    Whereabouts notHere() {
        counted.remove(0);
        return this;
    }

    Whereabouts hereFromTheThirdLookOn() {
        looksBefore = 2;
        return this;
    }

    /** Who must not wait is answered nothing. */
    Whereabouts shut() {
        shut = true;
        return this;
    }

    Whereabouts copiedHere() {
        return notHere().copies(0, first);
    }

    Whereabouts ownedBy(String address) {
        return notHere().owned(0, address);
    }

    Whereabouts alsoCopiedAt(String address) {
        return alsoCopied(0, address);
    }

    int answeredAtOnce() {
        return answeredAtOnce.get();
    }

    void nowhere(String why) {
        reason = Optional.of(why);
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public int partitionOf(String appKey) {
        if (reason.isPresent()) {
            throw new NotReadable(reason.get());
        }
        int last = Character.digit(appKey.charAt(appKey.length() - 1), 10);
        return Math.max(0, last);
    }

    @Override
    public Optional<Partition> here(int partition) {
        if (looksBefore > 0 && --looksBefore == 0) {
            counted.put(0, first);
            return Optional.empty();
        }
        return Optional.ofNullable(counted.get(partition)).map(Timeline::partition);
    }

    @Override
    public <T> Optional<T> atOnce(int partition, Function<Partition, Optional<T>> question) {
        Optional<T> answer = shut ? Optional.empty() : here(partition).flatMap(question);
        answer.ifPresent(given -> answeredAtOnce.incrementAndGet());
        return answer;
    }

    @Override
    public <T> Optional<T> copy(int partition, Set<String> apps, Function<Partition, T> question) {
        return Optional.ofNullable(copied.get(partition)).map(copy -> question.apply(copy.copyOf(apps)));
    }

    @Override
    public Elsewhere elsewhere(int partition) {
        return new Elsewhere(Optional.ofNullable(owners.get(partition)), standbys.getOrDefault(partition, List.of()));
    }
}
