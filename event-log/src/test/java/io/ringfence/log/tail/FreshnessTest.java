package io.ringfence.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final Freshness freshness = new Freshness(START);

    @Test
    void withoutARecordThereIsNoAge() {
        assertThat(freshness.age(START)).isEmpty();
        assertThat(freshness.unconfirmed(START.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void ageIsOfTheNewestRecordAndConfirmationDoesNotMakeItYounger() {
        freshness.handedOver(START.minusSeconds(60));
        freshness.confirmed(START.plusSeconds(10));
        assertThat(freshness.age(START.plusSeconds(12))).contains(Duration.ofSeconds(72));
        assertThat(freshness.unconfirmed(START.plusSeconds(12))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aReaderThatWasAwayForLessThanRemovalsAreKeptHasMissedNone() {
        freshness.confirmed(START);
        assertThat(freshness.mayHaveMissedRemovals(START.plus(Duration.ofHours(23))))
                .isFalse();
        assertThat(freshness.mayHaveMissedRemovals(
                        START.plus(Duration.ofHours(23)).plusMillis(1)))
                .isTrue();
        assertThat(Freshness.MAX_UNCONFIRMED).isLessThan(Duration.ofDays(1));
    }
}
