package io.ringfence.compiler;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the compiler measures of itself. Any thread. */
final class CompilerMetrics {
    private final Counter events;
    private final Timer compile;
    private final Timer publish;

    CompilerMetrics(MeterRegistry registry) {
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

    void compiled(int count, long nanos) {
        events.increment(count);
        compile.record(nanos, TimeUnit.NANOSECONDS);
    }

    void published(long nanos) {
        publish.record(nanos, TimeUnit.NANOSECONDS);
    }
}
