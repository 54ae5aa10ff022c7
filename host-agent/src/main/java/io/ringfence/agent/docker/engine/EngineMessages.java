package io.ringfence.agent.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.agent.docker.engine.EngineNetwork.Attachment;
import io.ringfence.model.net.Cidr;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the engine says. Throws {@link IllegalArgumentException} for what no engine says. */
final class EngineMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the engine puts before an endpoint's identifier where it has no container's. */
    private static final String NO_CONTAINER = "ep-";

    private static final Set<String> RUNNING = Set.of("running", "paused", "restarting");

    private EngineMessages() {}

    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    static List<EngineNetwork> networks(byte[] body) {
        List<EngineNetwork> networks = new ArrayList<>();
        array(body).forEach(network -> networks.add(network(network)));
        return networks;
    }

    static EngineNetwork network(JsonNode network) {
        List<Attachment> attachments = new ArrayList<>();
        for (Map.Entry<String, JsonNode> container : network.path("Containers").properties()) {
            String key = container.getKey();
            attachments.add(new Attachment(
                    text(container.getValue(), "EndpointID"),
                    text(container.getValue(), "Name"),
                    key.startsWith(NO_CONTAINER) ? "" : key));
        }
        return new EngineNetwork(
                text(network, "Id"),
                text(network, "Name"),
                text(network, "Driver"),
                labels(network.path("Labels")),
                attachments);
    }

    static List<EngineContainer> containers(byte[] body) {
        List<EngineContainer> containers = new ArrayList<>();
        for (JsonNode container : array(body)) {
            String name = container.path("Names").path(0).asText("");
            containers.add(new EngineContainer(
                    text(container, "Id"),
                    name.startsWith("/") ? name.substring(1) : name,
                    RUNNING.contains(container.path("State").asText()),
                    labels(container.path("Labels"))));
        }
        return containers;
    }

    static Set<Cidr> addresses(byte[] body) {
        Set<Cidr> addresses = new HashSet<>();
        for (JsonNode container : array(body)) {
            for (JsonNode network : container.path("NetworkSettings").path("Networks")) {
                add(network.path("IPAddress"), addresses);
                add(network.path("GlobalIPv6Address"), addresses);
            }
        }
        return addresses;
    }

    /** Those that were given by {@code docker network create --aux-address}. */
    static Set<Cidr> reservedAddresses(byte[] body) {
        Set<Cidr> addresses = new HashSet<>();
        for (JsonNode network : array(body)) {
            for (JsonNode config : network.path("IPAM").path("Config")) {
                config.path("AuxiliaryAddresses").forEach(address -> add(address, addresses));
            }
        }
        return addresses;
    }

    /** An address that is not there is an empty text. */
    private static void add(JsonNode address, Set<Cidr> addresses) {
        Cidr.parse(address.asText("")).filter(Cidr::isSingleAddress).ifPresent(addresses::add);
    }

    static EngineEvent event(byte[] line) {
        JsonNode event = tree(line);
        JsonNode actor = event.path("Actor");
        return new EngineEvent(
                text(event, "Action"),
                text(actor, "ID"),
                actor.path("Attributes").path("name").asText(""),
                actor.path("Attributes").path("type").asText(""));
    }

    /** What an error answer says. */
    static String message(int status, byte[] body) {
        try {
            return tree(body).path("message").asText("status " + status);
        } catch (IllegalArgumentException e) {
            return "status " + status;
        }
    }

    private static JsonNode array(byte[] body) {
        JsonNode tree = tree(body);
        if (!tree.isArray()) {
            throw new IllegalArgumentException("not a list");
        }
        return tree;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value.textValue();
    }

    private static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new HashMap<>();
        object.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
