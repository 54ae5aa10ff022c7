package io.ringfence.agent.ipam.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LeakWatchTest {
    private static final Cidr ADDRESS = Cidr.of("10.0.0.1");
    private static final Held HELD = new Held(ADDRESS, "handle", Instant.EPOCH);

    private final LeakWatch watch = new LeakWatch(Duration.ofMinutes(5), Duration.ofMinutes(10));

    private LeakWatch.Findings unused(int minute) {
        return watch.look(new Sight(at(minute), List.of(HELD), Set.of(), Optional.of(Set.of())));
    }

    private LeakWatch.Findings silentEngine(int minute) {
        return watch.look(new Sight(at(minute), List.of(HELD), Set.of(), Optional.empty()));
    }

    private static Instant at(int minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }

    @Test
    void isReportedFirstAndSureLater() {
        for (int minute = 0; minute < 5; minute++) {
            assertThat(unused(minute)).isEqualTo(new LeakWatch.Findings(List.of(), List.of()));
        }
        for (int minute = 5; minute < 10; minute++) {
            assertThat(unused(minute)).isEqualTo(new LeakWatch.Findings(List.of(HELD), List.of()));
        }
        assertThat(unused(10)).isEqualTo(new LeakWatch.Findings(List.of(HELD), List.of(HELD)));
    }

    @Test
    void anEndpointOrTheEngineEndsEverySuspicion() {
        for (Sight use : List.of(
                new Sight(at(9), List.of(HELD), Set.of(ADDRESS), Optional.of(Set.of())),
                new Sight(at(9), List.of(HELD), Set.of(ADDRESS), Optional.empty()),
                new Sight(at(9), List.of(HELD), Set.of(), Optional.of(Set.of(ADDRESS))))) {
            LeakWatch fresh = new LeakWatch(Duration.ofMinutes(5), Duration.ofMinutes(10));
            fresh.look(new Sight(at(0), List.of(HELD), Set.of(), Optional.of(Set.of())));
            fresh.look(new Sight(at(8), List.of(HELD), Set.of(), Optional.of(Set.of())));
            assertThat(fresh.look(use).leaks()).isEmpty();
            Sight unused = new Sight(at(10), List.of(HELD), Set.of(), Optional.of(Set.of()));
            assertThat(fresh.look(unused)).isEqualTo(new LeakWatch.Findings(List.of(), List.of()));
        }
    }

    @Test
    void withoutTheEnginesWordALeakIsReportedAndNeverSure() {
        for (int minute = 0; minute < 5; minute++) {
            silentEngine(minute);
        }
        for (int minute = 5; minute < 100; minute++) {
            assertThat(silentEngine(minute)).isEqualTo(new LeakWatch.Findings(List.of(HELD), List.of()));
        }
        for (int minute = 100; minute < 110; minute++) {
            assertThat(unused(minute).sure()).isEmpty();
        }
        assertThat(unused(110).sure()).containsExactly(HELD);
    }

    @Test
    void oneSilenceOfTheEngineStartsTheCountAgain() {
        for (int minute = 0; minute < 10; minute++) {
            unused(minute);
        }
        assertThat(silentEngine(10).sure()).isEmpty();
        assertThat(unused(11).sure()).isEmpty();
        assertThat(unused(20).sure()).isEmpty();
        assertThat(unused(21).sure()).containsExactly(HELD);
    }

    @Test
    void aClockThatJumpsDoesNotMakeSure() {
        unused(0);
        assertThat(unused(10_000).sure()).isEmpty();
        assertThat(unused(10_001).sure()).containsExactly(HELD);
    }

    @Test
    void anAddressThatIsGivenOutAgainIsAnotherAllocation() {
        unused(0);
        unused(1);
        unused(2);
        Held again = new Held(ADDRESS, "another", at(9));
        Sight sight = new Sight(at(20), List.of(again), Set.of(), Optional.of(Set.of()));
        assertThat(watch.look(sight)).isEqualTo(new LeakWatch.Findings(List.of(), List.of()));
    }
}
