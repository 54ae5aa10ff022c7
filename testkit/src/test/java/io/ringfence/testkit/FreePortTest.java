package io.ringfence.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FreePortTest {
    @Test
    void noPortComesTwiceOrIsOneOfOutgoingConnections() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            int port = FreePort.next();
            assertThat(port).isBetween(FreePort.LOWEST, FreePort.END - 1);
            assertThat(ports.add(port)).as("port %d is new", port).isTrue();
        }
    }

    @Test
    void aPortInUseIsPassedOver() throws IOException {
        int used = FreePort.next() + 1;
        try (ServerSocket _ = new ServerSocket(used)) {
            assertThat(FreePort.next()).isNotEqualTo(used);
        }
    }
}
