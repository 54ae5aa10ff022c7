package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.command.Terminal;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** Two refusals, then what a restart looks like: the JDK's client asks each of the lost ones twice. */
    @Test
    void aGatewayThatCannotTellNowIsAskedAgain() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 99);
            gateway.hesitate(2, 4);
            List<String> asked = new CopyOnWriteArrayList<>();
            gateway.tell(asked::add);
            assertThat(apply(gateway, "--wait=1m"))
                    .isEqualTo(new Run(0, APPLIED + "In force on 1 of 1 live hosts.\n", ""));
            assertThat(asked).filteredOn("/v1/realized"::equals).hasSize(2 + 4 + 1);
        }
    }

    @Test
    void aGatewayThatNeverTellsEndsTheWaitWithItsReason() throws IOException {
        String timedOut = "Timed out after 50 ms: it is written, but where it is in force cannot be told: ";
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.hesitate(Integer.MAX_VALUE, 0);
            assertThat(apply(gateway, "--wait=50ms"))
                    .isEqualTo(new Run(3, APPLIED, timedOut + "too many requests are waiting\n"));
            gateway.hesitate(0, Integer.MAX_VALUE);
            Run gone = apply(gateway, "--wait=50ms");
            assertThat(gone.status()).isEqualTo(3);
            assertThat(gone.err()).startsWith(timedOut + "Failed to reach the API at " + gateway.address());
        }
    }

    /** What is written stays written, so a script must not take it for refused. */
    @Test
    void aGatewayThatRefusesToTellEndsTheWaitAtOnce() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.tell(path -> {
                if (path.equals("/v1/realized")) {
                    gateway.demand("another");
                }
            });
            Run run = apply(gateway, "--wait=1m");
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.out()).isEqualTo(APPLIED);
            assertThat(run.err())
                    .startsWith("It is written, but where it is in force cannot be told: connection is unauthorized\n");
        }
    }

    @Test
    void aGatewayThatRefusesToSayWhatIsThereAfterADeletionEndsTheWaitToo() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.tell(path -> {
                if (path.equals("/v1/policies")) {
                    gateway.demand("another");
                }
            });
            Run run = Run.of(gateway.address(), "delete", "policy", "a", "--skip-not-exists", "--wait");
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.out()).isEqualTo("Successfully deleted 1 'policy' resource(s)\n");
            assertThat(run.err()).startsWith("Where it is in force cannot be told: connection is unauthorized\n");
        }
    }

    @Test
    void aGatewayThatVanishesAfterADeletionEndsTheWaitToo() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.vanishAfter(1);
            Run run = Run.of(gateway.address(), "delete", "policy", "a", "--skip-not-exists", "--wait");
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).startsWith("Where it is in force cannot be told: Failed to reach the API at ");
        }
    }

    /** Outputs that keep what they get until they are flushed, as those of a process do. */
    @Test
    void whatIsDoneIsShownBeforeTheNextThatTakesTime() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (FakeGateway gateway = new FakeGateway();
                PrintStream out =
                        new PrintStream(new BufferedOutputStream(shown, 1 << 16), false, StandardCharsets.UTF_8)) {
            gateway.host("host-1", 99);
            gateway.limitTransactionsTo(100);
            StringBuilder file = new StringBuilder();
            for (int i = 0; i < 101; i++) {
                file.append("- {apiVersion: v1, kind: policy, metadata: {name: p")
                        .append(i)
                        .append("}}\n");
            }
            List<String> seen = new CopyOnWriteArrayList<>();
            gateway.tell(path -> seen.add(path + " " + shown.toString(StandardCharsets.UTF_8)));
            Terminal terminal = new Terminal(
                    Map.of("RINGFENCE_API", gateway.address()),
                    new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                    out,
                    out);
            assertThat(Calicoctl.run(new String[] {"apply", "-f", "-", "--wait"}, terminal))
                    .isZero();
            String inParts = "Writing 101 resources in 2 batches, each all or nothing.\n";
            assertThat(seen)
                    .containsExactly(
                            "/v1/transactions ",
                            "/v1/transactions " + inParts,
                            "/v1/transactions " + inParts,
                            "/v1/realized " + inParts + "Successfully applied 101 'policy' resource(s)\n");
        }
    }

    @Test
    void nothingIsWaitedForWhenNothingWasWritten() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.host("host-1", 0);
            Run run = Run.of(gateway.address(), POLICY, List.of("replace", "-f", "-", "--wait=1m"));
            assertThat(run).isEqualTo(new Run(1, "", """
                            Failed to replace 'policy' resource: resource does not exist: Policy(name=a)
                              in standard input, document 1, line 1
                            """));
        }
    }
}
