package io.ringfence.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatus.State;
import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Hosts hosts = new Hosts();

    private void heard(String host, State state, long realized, Instant at) {
        Revision revision = new Revision(realized);
        hosts.heard(new HostStatus(host, state, revision, revision, NOON, at, 5L, List.of(), List.of(), 0), at);
    }

    private static List<String> names(List<Host> list) {
        return list.stream().map(Host::name).toList();
    }

    @Test
    void tellsWhoHasRealizedWhoLagsAndWhoIsNotLive() {
        heard("ahead", State.READY, 12, NOON);
        heard("exact", State.DEGRADED, 10, NOON);
        heard("behind", State.READY, 9, NOON);
        heard("stopped", State.STOPPED, 12, NOON);
        heard("silent", State.READY, 12, NOON.minusSeconds(31));
        Realized realized = hosts.realized(new Revision(10), NOON);
        assertThat(realized.live()).isEqualTo(3);
        assertThat(realized.realized()).isEqualTo(2);
        assertThat(realized.isComplete()).isFalse();
        assertThat(names(realized.lagging())).containsExactly("behind");
        assertThat(names(realized.notLive())).containsExactly("silent", "stopped");
    }

    @Test
    void aHostIsLiveForThirtySecondsAfterItsReport() {
        heard("a", State.READY, 1, NOON);
        assertThat(hosts.live(NOON.plusSeconds(30))).isEqualTo(1);
        assertThat(hosts.live(NOON.plusMillis(30_001))).isZero();
    }

    @Test
    void theLaterReportCountsEvenIfItSaysLess() {
        heard("a", State.READY, 12, NOON);
        heard("a", State.STARTING, 0, NOON.plusSeconds(1));
        assertThat(hosts.realized(new Revision(1), NOON.plusSeconds(1)).isComplete())
                .isFalse();
    }

    @Test
    void withoutLiveHostsARevisionIsCompleteOnNone() {
        heard("a", State.STOPPED, 0, NOON);
        Realized realized = hosts.realized(new Revision(5), NOON);
        assertThat(realized.isComplete()).isTrue();
        assertThat(realized.live()).isZero();
    }

    @Test
    void aHostThatLeftIsForgotten() {
        heard("a", State.READY, 1, NOON);
        hosts.forget("a");
        assertThat(hosts.all()).isEmpty();
        assertThat(hosts.realized(new Revision(1), NOON).notLive()).isEmpty();
    }
}
