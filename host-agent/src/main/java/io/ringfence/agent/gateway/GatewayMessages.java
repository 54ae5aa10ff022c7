package io.ringfence.agent.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The gateway's paths and bodies. Methods that read throw {@link IllegalArgumentException} for what no gateway says. */
final class GatewayMessages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTCOME_UNKNOWN = "urn:ringfence:problem:outcome-unknown";

    private GatewayMessages() {}

    static String path(ResourceKey key) {
        StringBuilder path = new StringBuilder("/v1/").append(key.kind().collection());
        key.parts().forEach(part -> path.append('/').append(encode(part)));
        return path.toString();
    }

    static String path(Kind kind, Map<String, String> identity) {
        StringBuilder path = new StringBuilder("/v1/").append(kind.collection());
        char separator = '?';
        for (Map.Entry<String, String> field : new TreeMap<>(identity).entrySet()) {
            path.append(separator).append(field.getKey()).append('=').append(encode(field.getValue()));
            separator = '&';
        }
        return path.toString();
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static byte[] transaction(List<GatewayWrite> writes) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode operations = body.putArray("operations");
        for (GatewayWrite write : writes) {
            ObjectNode operation = operations.addObject();
            switch (write) {
                case GatewayWrite.Create(Resource resource) -> put(operation, "create", resource, null);
                case GatewayWrite.Replace(Resource resource, Revision expected) ->
                    put(operation, "replace", resource, expected);
                case GatewayWrite.Apply(Resource resource) -> put(operation, "apply", resource, null);
                case GatewayWrite.Delete(ResourceKey key, Revision expected) -> {
                    operation.put("op", "delete").put("key", key.toString());
                    expect(operation, expected);
                }
            }
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode operation, String verb, Resource resource, @Nullable Revision expected) {
        operation.put("op", verb).set("resource", ResourceJson.toTree(resource));
        expect(operation, expected);
    }

    private static void expect(ObjectNode operation, @Nullable Revision expected) {
        if (expected != null) {
            operation.put("expectedRevision", expected.value());
        }
    }

    /** A single resource; its revision is in the entity tag. */
    static Stored stored(@Nullable String entityTag, byte[] body) {
        if (entityTag == null || !entityTag.matches("\"\\d{1,18}\"")) {
            throw new IllegalArgumentException("no revision in the entity tag " + entityTag);
        }
        return new Stored(
                new Revision(Long.parseLong(entityTag.substring(1, entityTag.length() - 1))),
                ResourceJson.decode(body));
    }

    static Listing listing(byte[] body) {
        JsonNode tree = tree(body);
        List<Stored> items = new ArrayList<>();
        for (JsonNode item : tree.path("items")) {
            byte[] resource = item.path("resource").toString().getBytes(StandardCharsets.UTF_8);
            items.add(new Stored(revision(item), ResourceJson.decode(resource)));
        }
        return new Listing(revision(tree), items);
    }

    static Committed committed(byte[] body) {
        JsonNode tree = tree(body);
        boolean changed = false;
        for (JsonNode result : tree.path("results")) {
            changed |= !result.path("result").asText().equals("unchanged");
        }
        return new Committed(revision(tree), changed);
    }

    private static Revision revision(JsonNode tree) {
        JsonNode revision = tree.path("revision");
        if (!revision.isIntegralNumber()) {
            throw new IllegalArgumentException("no revision");
        }
        return new Revision(revision.longValue());
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** What a status other than success means. A body that is no problem document is left out. */
    static <T> GatewayReply<T> problem(int status, byte[] body, boolean write) {
        JsonNode problem;
        try {
            problem = tree(body);
        } catch (IllegalArgumentException e) {
            problem = JSON.createObjectNode();
        }
        String detail = problem.path("detail").asText("the gateway answered with status " + status);
        return switch (status) {
            case 404 -> new GatewayReply.Absent<>(detail);
            case 409, 412 -> new GatewayReply.Conflict<>(detail);
            case 503 ->
                problem.path("type").asText().equals(OUTCOME_UNKNOWN)
                        ? new GatewayReply.Unknown<>(detail)
                        : new GatewayReply.Unreachable<>(detail);
            default -> {
                if (status < 500) {
                    yield new GatewayReply.Refused<>(detail);
                }
                yield write ? new GatewayReply.Unknown<>(detail) : new GatewayReply.Unreachable<>(detail);
            }
        };
    }
}
