package io.ringfence.log.tail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far what was handed over is behind what is there. Written by the tail's and the executor's thread, read by any. */
final class Freshness {
    /**
     * How long a reader may have been without proof that it holds everything. Removals stay on the topic for a day; who was away for
     * longer may have missed one. The hour is for clocks and for the cleaner's own pace.
     */
    static final Duration MAX_UNCONFIRMED = Duration.ofHours(23);

    private volatile @Nullable Instant newestAt;
    private volatile Instant confirmedAt;

    Freshness(Instant start) {
        confirmedAt = start;
    }

    void handedOver(Instant recordTime) {
        newestAt = recordTime;
    }

    /** At {@code now} nothing more was there. */
    void confirmed(Instant now) {
        confirmedAt = now;
    }

    Optional<Duration> age(Instant now) {
        Instant at = newestAt;
        return at == null ? Optional.empty() : Optional.of(Duration.between(at, now));
    }

    Duration unconfirmed(Instant now) {
        return Duration.between(confirmedAt, now);
    }

    /** Whether a record that arrives now may follow a removal that is on the topic no more. */
    boolean mayHaveMissedRemovals(Instant now) {
        return unconfirmed(now).compareTo(MAX_UNCONFIRMED) > 0;
    }
}
