package io.ringfence.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringfence.agent.program.Outcome;
import io.ringfence.log.record.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What an agent counts. Thread-safe. */
public final class AgentMeters {
    private final Timer programming;
    private final Counter edits;
    private final Counter repairs;
    private final Counter failures;
    private volatile @Nullable Instant seenCommittedAt;
    private volatile long seenRevision;

    public AgentMeters(MeterRegistry registry, InstantSource clock) {
        programming = registry.timer("ringfence.agent.programming");
        edits = registry.counter("ringfence.agent.edits");
        repairs = registry.counter("ringfence.agent.repairs");
        failures = registry.counter("ringfence.agent.failures");
        Gauge.builder("ringfence.agent.revision", this, meters -> meters.seenRevision)
                .register(registry);
        Gauge.builder("ringfence.agent.revision.age", this, meters -> meters.ageSeconds(clock))
                .description("since the commit of the newest revision seen")
                .baseUnit("seconds")
                .register(registry);
    }

    private double ageSeconds(InstantSource clock) {
        Instant at = seenCommittedAt;
        return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / 1000.0;
    }

    void seen(Progress progress) {
        seenRevision = progress.revision().value();
        seenCommittedAt = progress.committedAt();
    }

    void programmed(Outcome outcome, Duration took) {
        programming.record(took);
        edits.increment(outcome.edits());
        repairs.increment(outcome.repairs().size());
        if (outcome.failure() != null) {
            failures.increment();
        }
    }
}
