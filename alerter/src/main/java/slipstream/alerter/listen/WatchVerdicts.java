package slipstream.alerter.listen;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import slipstream.alerter.incident.IncidentChange;
import slipstream.alerter.incident.Verdict;
import slipstream.alerter.incident.Watch;
import slipstream.alerter.incident.notice.Announcement;
import slipstream.alerter.incident.notice.Apps;
import slipstream.kit.streams.PromptCommits;

/** The step from verdicts to announcements. It owns the store of incidents; key: series/objective. */
final class WatchVerdicts implements ProcessorSupplier<String, byte[], String, Announcement> {
    static final String STORE = "incidents";

    private static final Logger LOG = LoggerFactory.getLogger(WatchVerdicts.class);

    private final VerdictReader reader;
    private final Apps apps;
    private final StoreBuilder<KeyValueStore<String, Watch>> store;
    private final MeterRegistry metrics;
    private final PromptCommits commits = new PromptCommits();

    WatchVerdicts(
            VerdictReader reader, Apps apps, StoreBuilder<KeyValueStore<String, Watch>> store, MeterRegistry metrics) {
        this.reader = reader;
        this.apps = apps;
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(store);
    }

    @Override
    public Processor<String, byte[], String, Announcement> get() {
        return new Step();
    }

    /** Reads here and not in the source: a registry that is away must stop us, a value nobody can read must not. */
    private Optional<Verdict> read(String topic, Record<String, byte[]> record) {
        try {
            Optional<Verdict> verdict = reader.read(topic, record.value());
            count(verdict.map(Verdict::kind).map(Enum::name).orElse("UNKNOWN"));
            return verdict;
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.error("a verdict of {} cannot be read and is left out", record.key(), e);
            count("UNREADABLE");
            return Optional.empty();
        }
    }

    private void count(String kind) {
        metrics.counter("slipstream.alerter.verdicts.read", "verdict", kind.toLowerCase(Locale.ROOT))
                .increment();
    }

    private final class Step implements Processor<String, byte[], String, Announcement> {
        private @Nullable ProcessorContext<String, Announcement> context;
        private @Nullable KeyValueStore<String, Watch> watches;

        @Override
        public void init(ProcessorContext<String, Announcement> context) {
            this.context = context;
            this.watches = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (context == null || watches == null || record.key() == null || record.value() == null) {
                return;
            }
            String topic =
                    context.recordMetadata().map(metadata -> metadata.topic()).orElse("");
            Optional<Verdict> verdict = read(topic, record);
            if (verdict.isEmpty()) {
                return;
            }
            @Nullable Watch known = watches.get(record.key());
            Watch.Step step = (known == null ? Watch.NEW : known).step(verdict.get());
            if (!step.next().equals(known)) {
                watches.put(record.key(), step.next());
            }
            if (step.change().isPresent()) {
                announce(context, step.change().get(), record.timestamp());
            }
        }

        private void announce(ProcessorContext<String, Announcement> to, IncidentChange change, long timestamp) {
            LOG.info("incident {} {} for {}", change.id(), change.transition(), change.series());
            metrics.counter(
                            "slipstream.alerter.incidents",
                            "transition",
                            change.transition().name().toLowerCase(Locale.ROOT))
                    .increment();
            Announcement announcement =
                    Announcement.of(change, apps.named(change.series().appKey()));
            to.forward(new Record<>(change.id().text(), announcement, timestamp));
            commits.ask(to, timestamp);
        }
    }
}
