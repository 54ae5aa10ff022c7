package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class NodeStatusTest {
    private static final String READY = """
            {"host": "host-1", "live": true, "state": "ready", "realized": 57, "seen": 57, "heardAt": "2026-01-01T00:00:00Z",
             "endpointCount": 12, "notProgrammed": 0, "faults": []}
            """;
    private static final String DEGRADED = """
            {"host": "host-2", "live": true, "state": "degraded", "realized": 56, "heardAt": "2026-01-01T00:00:01Z",
             "endpointCount": 3, "notProgrammed": 1, "faults": ["iptables-restore exit 2", "no ipset"]}
            """;
    private static final String LOST = """
            {"host": "host-3", "live": false, "state": "ready", "realized": 4, "heardAt": "2025-12-31T23:00:00Z",
             "endpointCount": 0, "notProgrammed": 0, "faults": []}
            """;

    @Test
    void allHostsAreShown() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.report(READY);
            gateway.report(DEGRADED);
            gateway.report(LOST);
            assertThat(Run.of(gateway.address(), "node", "status")).isEqualTo(new Run(0, """
                    Calico process is running.

                    Host agents
                    +--------+----------+----------+-----------+----------------------+-----------------------------------------------------+
                    |  HOST  |  STATE   | REVISION | ENDPOINTS |      LAST HEARD      |                        INFO                         |
                    +--------+----------+----------+-----------+----------------------+-----------------------------------------------------+
                    | host-1 | ready    | 57       | 12        | 2026-01-01T00:00:00Z |                                                     |
                    | host-2 | degraded | 56       | 3         | 2026-01-01T00:00:01Z | 1 not programmed; iptables-restore exit 2; no ipset |
                    | host-3 | lost     | 4        | 0         | 2025-12-31T23:00:00Z |                                                     |
                    +--------+----------+----------+-----------+----------------------+-----------------------------------------------------+

                    """, ""));
        }
    }

    @Test
    void aHostThatIsLostFailsTheCommand() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.report(READY);
            gateway.report(LOST);
            Run run = Run.of(gateway.address(), "node", "status", "--node=host-3");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).isEqualTo("Calico process is not running.\n");
            assertThat(run.out()).contains("| host-3 | lost ").doesNotContain("host-1");
        }
    }
}
