package io.ringfence.agent.docker.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a network can be as it is asked for. */
public final class CreateNetwork {
    private static final String OPTION_PREFIX = "com.docker.network.";
    private static final String ENABLE_IPV6 = OPTION_PREFIX + "enable_ipv6";
    private static final String NO_GATEWAY = "0.0.0.0/0";

    /** Those of our IPAM driver; which one the engine names depends on the driver's scope. */
    private static final Set<String> ADDRESS_SPACES = Set.of("CalicoGlobalAddressSpace", "CalicoLocalAddressSpace");

    private CreateNetwork() {}

    /** Throws {@link Refusal} for an option that means nothing here, and for addresses from elsewhere. */
    public static void check(JsonNode request) {
        for (Map.Entry<String, JsonNode> option : request.path("Options").properties()) {
            if (!option.getKey().equals(ENABLE_IPV6)) {
                checkOption(option.getKey(), option.getValue());
            }
        }
        for (JsonNode data : request.path("IPv4Data")) {
            if (!data.path("Gateway").asText().equals(NO_GATEWAY)) {
                throw new Refusal("Non-Calico IPAM driver is used. Note: Docker before 1.12.3 is unsupported");
            }
        }
        for (JsonNode data : request.path("IPv6Data")) {
            if (!ADDRESS_SPACES.contains(data.path("AddressSpace").asText())) {
                throw new Refusal("Non-Calico IPAM driver is used");
            }
        }
    }

    private static void checkOption(String key, JsonNode value) {
        if (value.isBoolean()) {
            if (value.booleanValue()) {
                String flag = key.startsWith(OPTION_PREFIX) ? key.substring(OPTION_PREFIX.length()) : key;
                throw unsupported("flag --" + flag);
            }
        } else if (value.isObject()) {
            Set<String> flags = new TreeSet<>();
            value.fieldNames().forEachRemaining(flags::add);
            if (!flags.isEmpty()) {
                throw unsupported((flags.size() > 1 ? "flags " : "flag ") + String.join(", ", flags));
            }
        } else {
            throw unsupported("flag " + key + " (" + value.asText() + ")");
        }
    }

    private static Refusal unsupported(String what) {
        return new Refusal("Calico driver does not support the " + what + ".");
    }
}
