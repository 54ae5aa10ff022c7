package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gateway says about a host's agent.
 *
 * @param live whether it reported within the last half minute and has not said that it stops
 * @param state as the agent reported it: {@code starting}, {@code ready}, {@code degraded} or {@code stopped}
 * @param realized revision that the kernel holds completely
 * @param heardAt by the gateway's clock, ISO 8601
 * @param endpoints of the host
 * @param notProgrammed those among them that the kernel does not hold
 * @param faults what the agent complains of
 */
public record HostReport(
        String host,
        boolean live,
        String state,
        long realized,
        String heardAt,
        int endpoints,
        int notProgrammed,
        List<String> faults) {
    public HostReport {
        faults = List.copyOf(faults);
    }

    /** All that an answer lists, in its order. Throws {@link IllegalArgumentException} for what is no list of them. */
    static List<HostReport> all(JsonNode tree) {
        if (!tree.path("hosts").isArray()) {
            throw new IllegalArgumentException("expected a list of hosts");
        }
        List<HostReport> hosts = new ArrayList<>();
        tree.path("hosts").forEach(host -> hosts.add(of(host)));
        return hosts;
    }

    private static HostReport of(JsonNode tree) {
        if (!tree.path("host").isTextual()) {
            throw new IllegalArgumentException("expected a host");
        }
        List<String> faults = new ArrayList<>();
        tree.path("faults").forEach(fault -> faults.add(fault.asText()));
        return new HostReport(
                tree.path("host").textValue(),
                tree.path("live").asBoolean(),
                tree.path("state").asText(),
                tree.path("realized").asLong(),
                tree.path("heardAt").asText(),
                tree.path("endpointCount").asInt(),
                tree.path("notProgrammed").asInt(),
                faults);
    }
}
