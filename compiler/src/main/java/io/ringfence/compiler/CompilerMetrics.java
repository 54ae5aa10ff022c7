package io.ringfence.compiler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the compiler measures of itself. Any thread. */
final class CompilerMetrics {
    private final MeterRegistry registry;
    private final Counter events;
    private final Timer compile;
    private final Timer publish;

    CompilerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.events = Counter.builder("ringfence.compiler.events")
                .description("events compiled")
                .register(registry);
        this.compile = Timer.builder("ringfence.compiler.compile")
                .description("time from a batch of whole revisions to the records of all owned shards")
                .register(registry);
        this.publish = Timer.builder("ringfence.compiler.publish")
                .description("time of the transaction that writes a batch")
                .register(registry);
    }

    /**
     * Gauges of whichever loop runs.
     *
     * @param loop the one that runs, null between two
     * @param shards partitions of {@code policy.rulesets}
     */
    void watch(Supplier<@Nullable CompilerLoop> loop, int shards) {
        gauge(
                "ringfence.compiler.in.sync",
                "1 when all that was published at the start is compiled",
                loop,
                0,
                running -> running.isInSync() ? 1 : 0);
        gauge(
                "ringfence.compiler.revision",
                "newest revision compiled",
                loop,
                0,
                running -> running.revision().value());
        gauge(
                "ringfence.compiler.lag.records",
                "records of policy.events not compiled yet",
                loop,
                Double.NaN,
                running -> running.lag().isPresent() ? running.lag().getAsLong() : Double.NaN);
        gauge(
                "ringfence.compiler.shards.owned",
                "shards that this instance has brought up to date",
                loop,
                0,
                CompilerLoop::shards);
        Gauge.builder("ringfence.compiler.shards", () -> shards)
                .description("shards there are")
                .register(registry);
    }

    private void gauge(
            String name,
            String description,
            Supplier<@Nullable CompilerLoop> loop,
            double without,
            ToDoubleFunction<CompilerLoop> value) {
        Gauge.builder(name, () -> {
                    CompilerLoop running = loop.get();
                    return running == null ? without : value.applyAsDouble(running);
                })
                .description(description)
                .register(registry);
    }

    void compiled(int count, long nanos) {
        events.increment(count);
        compile.record(nanos, TimeUnit.NANOSECONDS);
    }

    void published(long nanos) {
        publish.record(nanos, TimeUnit.NANOSECONDS);
    }
}
