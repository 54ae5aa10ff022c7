package io.ringfence.agent.ipam;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.model.ipam.Decision;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.resource.IpamBlock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is counted about addresses. Thread-safe. */
public final class AddressMeters {
    private final Map<Decision.Source, Counter> taken = new EnumMap<>(Decision.Source.class);
    private final Counter refused;
    private final Counter failed;
    private final Counter conflicts;
    private volatile int allocated;
    private volatile int free;
    private volatile int leaked;

    public AddressMeters(MeterRegistry registry) {
        for (Decision.Source source : Decision.Source.values()) {
            taken.put(
                    source,
                    Counter.builder("ringfence.agent.ipam.taken")
                            .description("addresses given out, by the block they came from")
                            .tag("from", source.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        refused = registry.counter("ringfence.agent.ipam.refused");
        failed = registry.counter("ringfence.agent.ipam.failed");
        conflicts = registry.counter("ringfence.agent.ipam.conflicts");
        Gauge.builder("ringfence.agent.ipam.allocated", this, meters -> meters.allocated)
                .description("addresses of this host, in whichever block")
                .register(registry);
        Gauge.builder("ringfence.agent.ipam.free", this, meters -> meters.free)
                .description("free addresses of this host's own blocks")
                .register(registry);
        Gauge.builder("ringfence.agent.ipam.leaked", this, meters -> meters.leaked)
                .description("addresses of this host that neither an endpoint nor a container has used for minutes")
                .register(registry);
    }

    void took(Decision.Source source) {
        Counter counter = taken.get(source);
        if (counter != null) {
            counter.increment();
        }
    }

    void answered(AddressBook.Outcome<?> outcome) {
        switch (outcome) {
            case AddressBook.Outcome.Done<?> _ -> {
                // Counted by where it came from.
            }
            case AddressBook.Outcome.Refused<?> _ -> refused.increment();
            case AddressBook.Outcome.Failed<?> _ -> failed.increment();
        }
    }

    void conflict() {
        conflicts.increment();
    }

    void known(String host, List<StoredBlock> blocks) {
        int used = 0;
        int rest = 0;
        for (StoredBlock stored : blocks) {
            IpamBlock block = stored.block();
            used += (int) block.allocations().stream()
                    .filter(allocation -> allocation.host().equals(host))
                    .count();
            if (host.equals(block.affinity())) {
                rest += IpamBlock.SIZE - block.allocations().size();
            }
        }
        allocated = used;
        free = rest;
    }

    void leaked(int count) {
        leaked = count;
    }
}
