package slipstream.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import slipstream.gateway.admission.Accounting;

/** The books as metrics: {@code slipstream.events.received} and so on. */
final class MeteredAccounting implements Accounting {
    private final Map<String, Counter> refusedByCode = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;
    private final Counter received;
    private final Counter admitted;
    private final Counter published;
    private final Counter failed;

    MeteredAccounting(MeterRegistry metrics) {
        this.metrics = metrics;
        this.received = counter("received", "Observations that came; always admitted + refused");
        this.admitted = counter("admitted", "Observations that were taken; always published + failed + under way");
        this.published = counter("published", "Observations that were taken and are durable");
        this.failed = counter("failed", "Observations that were taken and could not be made durable");
    }

    private Counter counter(String name, String description) {
        return Counter.builder("slipstream.events." + name)
                .description(description)
                .register(metrics);
    }

    @Override
    public void received(int observations) {
        received.increment(observations);
    }

    @Override
    public void admitted(int observations) {
        admitted.increment(observations);
    }

    @Override
    public void refused(String code) {
        refusedByCode
                .computeIfAbsent(code, each -> Counter.builder("slipstream.events.refused")
                        .description("Observations that were not taken, by reason")
                        .tag("code", each)
                        .register(metrics))
                .increment();
    }

    @Override
    public void published(int observations) {
        published.increment(observations);
    }

    @Override
    public void failed(int observations) {
        failed.increment(observations);
    }
}
