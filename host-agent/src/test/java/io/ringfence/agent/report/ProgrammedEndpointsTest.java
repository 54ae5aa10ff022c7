package io.ringfence.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.HostStatus.EndpointStatus;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ProgrammedEndpointsTest {
    private static final ResourceKey KEY =
            ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "h", "libnetwork", "libnetwork", "one");
    private final ProgrammedEndpoints endpoints = new ProgrammedEndpoints();

    private void programmed(long revision, boolean good) {
        endpoints.programmed(
                new Revision(revision), List.of(new EndpointStatus(KEY.toString(), good, good ? null : "because")));
    }

    @Test
    void whatIsInForceIsNotWaitedFor() {
        programmed(7, true);
        assertThat(endpoints.when(KEY, new Revision(7))).isCompletedWithValue(true);
        assertThat(endpoints.when(KEY, new Revision(6))).isCompletedWithValue(true);
        assertThat(endpoints.when(KEY, new Revision(8))).isNotDone();
    }

    @Test
    void anOlderRevisionAFaultAndAnotherEndpointDoNotCount() {
        CompletableFuture<Boolean> waiting = endpoints.when(KEY, new Revision(7));
        programmed(6, true);
        assertThat(waiting).isNotDone();
        programmed(7, false);
        assertThat(waiting).isNotDone();
        endpoints.programmed(new Revision(8), List.of());
        assertThat(waiting).isNotDone();
        programmed(8, true);
        assertThat(waiting).isCompletedWithValue(true);
    }

    @Test
    void tooManyAreNotMadeToWaitAndThoseWhoGaveUpDoNotCount() {
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 1_024; i++) {
            waiting.add(endpoints.when(KEY, new Revision(1)));
        }
        assertThat(endpoints.when(KEY, new Revision(1))).isCompletedWithValue(false);
        waiting.getFirst().complete(false);
        assertThat(endpoints.when(KEY, new Revision(1))).isNotDone();
    }
}
