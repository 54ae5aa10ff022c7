package io.ringfence.agent.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.TransactionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gateway's bodies. Methods that read throw {@link IllegalArgumentException} for what no gateway says. */
final class GatewayMessages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTCOME_UNKNOWN = "urn:ringfence:problem:outcome-unknown";

    private GatewayMessages() {}

    static byte[] transaction(List<GatewayWrite> writes) {
        TransactionJson body = new TransactionJson();
        for (GatewayWrite write : writes) {
            switch (write) {
                case GatewayWrite.Create(Resource resource) -> body.create(resource);
                case GatewayWrite.Replace(Resource resource, var expected) -> body.replace(resource, expected);
                case GatewayWrite.Apply(Resource resource) -> body.apply(resource);
                case GatewayWrite.Delete(ResourceKey key, var expected) -> body.delete(key, expected);
            }
        }
        return body.encode();
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
