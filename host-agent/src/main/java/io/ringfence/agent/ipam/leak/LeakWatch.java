package io.ringfence.agent.ipam.leak;

import io.ringfence.model.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers since when an address is unused. As large as what is held. */
public final class LeakWatch {
    /** A clock that jumps must not make up for looking. */
    static final int SIGHTS_TO_BE_SURE = 3;

    private final Duration reportAfter;
    private final Duration sureAfter;
    private Map<Allocation, Suspicion> suspicions = new HashMap<>();

    /** An address can be given out again, under another handle. */
    private record Allocation(Cidr address, String handle) {}

    /**
     * @param since the first of the sights in a row in which nothing used it
     * @param confirmed the first of those in a row in which the engine answered too; null when it did not the last time
     * @param sights how many in a row the engine answered
     */
    private record Suspicion(Instant since, @Nullable Instant confirmed, int sights) {}

    /**
     * What was found.
     *
     * @param leaks unused for long enough to be reported; the sure ones among them
     * @param sure unused beyond doubt
     */
    public record Findings(List<Held> leaks, List<Held> sure) {}

    /**
     * @param reportAfter longer than a container takes to start
     * @param sureAfter at least as long
     */
    public LeakWatch(Duration reportAfter, Duration sureAfter) {
        this.reportAfter = reportAfter;
        this.sureAfter = sureAfter;
    }

    /** Takes what was seen; sights come in the order of time. */
    public Findings look(Sight sight) {
        Map<Allocation, Suspicion> still = new HashMap<>();
        List<Held> leaks = new ArrayList<>();
        List<Held> sure = new ArrayList<>();
        for (Held held : sight.held()) {
            if (sight.endpoints().contains(held.address())
                    || sight.engine().orElse(Set.of()).contains(held.address())) {
                continue;
            }
            Allocation allocation = new Allocation(held.address(), held.handle());
            Suspicion suspicion = next(suspicions.get(allocation), sight);
            still.put(allocation, suspicion);
            Instant confirmed = suspicion.confirmed();
            boolean isSure = confirmed != null
                    && suspicion.sights() >= SIGHTS_TO_BE_SURE
                    && hasPassed(sureAfter, confirmed, sight.at());
            if (isSure || hasPassed(reportAfter, suspicion.since(), sight.at())) {
                leaks.add(held);
            }
            if (isSure) {
                sure.add(held);
            }
        }
        suspicions = still;
        return new Findings(leaks, sure);
    }

    private static Suspicion next(@Nullable Suspicion before, Sight sight) {
        Instant since = before == null ? sight.at() : before.since();
        if (sight.engine().isEmpty()) {
            return new Suspicion(since, null, 0);
        }
        return before == null || before.confirmed() == null
                ? new Suspicion(since, sight.at(), 1)
                : new Suspicion(since, before.confirmed(), before.sights() + 1);
    }

    private static boolean hasPassed(Duration duration, Instant from, Instant to) {
        return Duration.between(from, to).compareTo(duration) >= 0;
    }
}
