package io.ringfence.agent.docker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class CreateNetworkTest {
    private static final String V4 =
            "[{\"AddressSpace\":\"CalicoGlobalAddressSpace\",\"Pool\":\"0.0.0.0/0\",\"Gateway\":\"0.0.0.0/0\"}]";

    private static JsonNode request(String options, String v4, String v6) {
        try {
            return new ObjectMapper()
                    .readTree("{\"NetworkID\":\"n\",\"Options\":" + options + ",\"IPv4Data\":" + v4 + ",\"IPv6Data\":"
                            + v6 + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String refusal(String options, String v4, String v6) {
        return String.valueOf(catchThrowableOfType(Refusal.class, () -> CreateNetwork.check(request(options, v4, v6)))
                .getMessage());
    }

    private static String refusedOption(String options) {
        return refusal(options, V4, "[]");
    }

    private static void accepted(String options, String v4, String v6) {
        assertThatCode(() -> CreateNetwork.check(request(options, v4, v6))).doesNotThrowAnyException();
    }

    @Test
    void whatTheEngineSendsWithoutAnyFlagIsAccepted() {
        accepted(
                "{\"com.docker.network.enable_ipv6\":true,\"com.docker.network.internal\":false,\"com.docker.network.generic\":{}}",
                V4,
                "[{\"AddressSpace\":\"CalicoGlobalAddressSpace\",\"Pool\":\"::/0\",\"Gateway\":\"::/0\"}]");
        accepted("null", V4, "null");
        accepted("{}", V4, "[{\"AddressSpace\":\"CalicoLocalAddressSpace\"}]");
    }

    @Test
    void aFlagThatIsSetIsRefused() {
        assertThat(refusedOption("{\"com.docker.network.internal\":true}"))
                .isEqualTo("Calico driver does not support the flag --internal.");
    }

    @Test
    void driverOptionsAreRefusedByNameInOrder() {
        assertThat(refusedOption("{\"com.docker.network.generic\":{\"REJECT\":\"x\"}}"))
                .isEqualTo("Calico driver does not support the flag REJECT.");
        assertThat(refusedOption("{\"com.docker.network.generic\":{\"REJECT2\":\"x\",\"REJECT\":\"y\"}}"))
                .isEqualTo("Calico driver does not support the flags REJECT, REJECT2.");
    }

    @Test
    void anyOtherOptionIsRefusedWithItsValue() {
        assertThat(refusedOption("{\"com.docker.network.something\":\"of value\"}"))
                .isEqualTo("Calico driver does not support the flag com.docker.network.something (of value).");
    }

    @Test
    void addressesFromElsewhereAreRefused() {
        assertThat(refusal("{}", "[{\"AddressSpace\":\"LocalDefault\",\"Gateway\":\"172.18.0.1/16\"}]", "[]"))
                .isEqualTo("Non-Calico IPAM driver is used. Note: Docker before 1.12.3 is unsupported");
        assertThat(refusal("{}", V4, "[{\"AddressSpace\":\"LocalDefault\",\"Gateway\":\"fd00::1/64\"}]"))
                .isEqualTo("Non-Calico IPAM driver is used");
    }
}
