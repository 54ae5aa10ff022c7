package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code apply --wait}: hosts that have it, that get it, and that do not. */
final class WaitTest {
    private static final byte[] POLICY =
            "{apiVersion: v1, kind: policy, metadata: {name: a}}".getBytes(StandardCharsets.UTF_8);
    private static final String APPLIED = "Successfully applied 1 'policy' resource(s)\n";

    private static Run apply(FakeGateway gateway, String wait) {
        return Run.of(gateway.address(), POLICY, List.of("apply", "-f", "-", wait));
    }

    @Test
    void hostsThatHaveItAlready() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 99);
            gateway.host("host-2", 99);
            assertThat(apply(gateway, "--wait"))
                    .isEqualTo(new Run(0, APPLIED + "In force on 2 of 2 live hosts.\n", ""));
        }
    }

    @Test
    void aHostThatLagsIsNamedAndTheStatusIsThree() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 99);
            gateway.host("host-2", 0);
            assertThat(apply(gateway, "--wait=50ms"))
                    .isEqualTo(
                            new Run(
                                    3,
                                    APPLIED,
                                    "Timed out after 50 ms: in force on 1 of 2 live hosts. Lagging:\n  host-2 (ready, at revision 0)\n"));
        }
    }

    @Test
    void aHostThatCatchesUpEndsTheWait() throws Exception {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 0);
            Thread host = Thread.ofPlatform().start(() -> {
                try {
                    gateway.awaitRevision(1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                gateway.host("host-1", 1);
            });
            assertThat(apply(gateway, "--wait=1m"))
                    .isEqualTo(new Run(0, APPLIED + "In force on 1 of 1 live hosts.\n", ""));
            host.join();
        }
    }

    @Test
    void theDeletionOfOneResourceIsWaitedForToo() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            Run.of(gateway.address(), POLICY, List.of("create", "-f", "-"));
            gateway.host("host-1", 1);
            assertThat(Run.of(gateway.address(), "delete", "policy", "a", "--wait=50ms"))
                    .isEqualTo(
                            new Run(
                                    3,
                                    "Successfully deleted 1 'policy' resource(s)\n",
                                    "Timed out after 50 ms: in force on 0 of 1 live hosts. Lagging:\n  host-1 (ready, at revision 1)\n"));
            gateway.host("host-1", 2);
            assertThat(Run.of(gateway.address(), "delete", "policy", "a", "--skip-not-exists", "--wait"))
                    .isEqualTo(new Run(
                            0, "Successfully deleted 1 'policy' resource(s)\nIn force on 1 of 1 live hosts.\n", ""));
            gateway.host("host-1", 1);
            assertThat(Run.of(gateway.address(), "delete", "policy", "a", "--skip-not-exists", "--wait=50ms")
                            .status())
                    .isEqualTo(3);
        }
    }

    @Test
    void nothingIsWaitedForWhenNothingWasWritten() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 0);
            Run run = Run.of(gateway.address(), POLICY, List.of("replace", "-f", "-", "--wait=1m"));
            assertThat(run)
                    .isEqualTo(new Run(
                            1, "", "Failed to replace 'policy' resource: resource does not exist: Policy(name=a)\n"));
        }
    }
}
