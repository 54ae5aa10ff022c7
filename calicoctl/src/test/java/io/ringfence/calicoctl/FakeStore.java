package io.ringfence.calicoctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the gateway does with resources, in memory. Owner: {@link FakeGateway}, under its lock. */
final class FakeStore {
    private final TreeMap<ResourceKey, Resource> resources = new TreeMap<>();
    private final Map<ResourceKey, Long> revisions = new HashMap<>();
    private long revision;

    /** Transactions of more resources are refused as too large. */
    private int limit = Integer.MAX_VALUE;

    void limitTransactionsTo(int operations) {
        limit = operations;
    }

    /** Of the last write. */
    long revision() {
        return revision;
    }

    List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    /** A status, with its body and headers. */
    record Reply(int status, ObjectNode body, Map<String, String> headers) {
        static Reply ok(ObjectNode body) {
            return new Reply(200, body, Map.of());
        }

        static Reply nothing(String header, String value) {
            return new Reply(
                    HttpURLConnection.HTTP_NO_CONTENT, JsonNodeFactory.instance.objectNode(), Map.of(header, value));
        }

        static Reply problem(int status, String detail) {
            return new Reply(
                    status,
                    JsonNodeFactory.instance.objectNode().put("status", status).put("detail", detail),
                    Map.of());
        }
    }

    Reply list(Kind kind, Map<String, String> filter) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("revision", revision);
        ArrayNode items = body.putArray("items");
        resources.forEach((key, resource) -> {
            boolean wanted = key.kind() == kind
                    && filter.entrySet().stream()
                            .allMatch(field -> key.parts()
                                    .get(kind.identity().indexOf(field.getKey()))
                                    .equals(field.getValue()));
            if (wanted) {
                items.addObject().put("revision", revisions.get(key)).set("resource", ResourceJson.toTree(resource));
            }
        });
        return Reply.ok(body);
    }

    Reply get(ResourceKey key) {
        Resource resource = resources.get(key);
        return resource == null
                ? absent(key)
                : new Reply(200, ResourceJson.toTree(resource), Map.of("ETag", "\"" + revisions.get(key) + "\""));
    }

    Reply create(byte[] body) {
        Resource resource = read(body).getFirst();
        if (resources.containsKey(resource.key())) {
            return exists(resource.key());
        }
        store(resource, ++revision);
        return new Reply(201, JsonNodeFactory.instance.objectNode().put("revision", revision), Map.of());
    }

    Reply put(ResourceKey key, byte[] body, @Nullable String match) {
        if (match != null && !match.equals("\"" + revisions.get(key) + "\"")) {
            return Reply.problem(412, "update conflict: '" + key.identifier() + "'");
        }
        store(read(body).getFirst(), ++revision);
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("revision", revision));
    }

    Reply delete(ResourceKey key, boolean dryRun) {
        if (!resources.containsKey(key)) {
            return absent(key);
        }
        if (dryRun) {
            return Reply.nothing("Ringfence-Dry-Run", "true");
        }
        forget(key);
        revision++;
        return Reply.nothing("Ringfence-Revision", Long.toString(revision));
    }

    /** The same operation with all of these, as the query says. */
    Reply transact(Map<String, String> query, byte[] text) {
        List<Resource> wanted = read(text);
        if (wanted.size() > limit) {
            return Reply.problem(
                    413, "transaction of " + wanted.size() + " operations is larger than the limit of " + limit);
        }
        String operation = String.valueOf(query.get("op"));
        boolean skipExists = "true".equals(query.get("skipExists"));
        boolean skipNotExists = "true".equals(query.get("skipNotExists"));
        List<Resource> written = new ArrayList<>();
        List<Reply> refusals = new ArrayList<>();
        ArrayNode problems = JsonNodeFactory.instance.arrayNode();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode results = body.putArray("results");
        for (int i = 0; i < wanted.size(); i++) {
            Resource resource = wanted.get(i);
            Resource stored = resources.get(resource.key());
            boolean there = stored != null;
            results.addObject()
                    .put("key", resource.key().toString())
                    .put("result", result(operation, resource, stored));
            if (operation.equals("create") && there) {
                if (!skipExists) {
                    refusals.add(exists(resource.key()));
                    problems.add(problem(i, refusals.getLast()));
                }
            } else if ((operation.equals("replace") || operation.equals("delete")) && !there) {
                if (!skipNotExists) {
                    refusals.add(absent(resource.key()));
                    problems.add(problem(i, refusals.getLast()));
                }
            } else {
                written.add(resource);
            }
        }
        if (!refusals.isEmpty()) {
            refusals.getFirst().body().set("problems", problems);
            return refusals.getFirst();
        }
        if ("true".equals(query.get("dryRun"))) {
            return Reply.ok(body.put("dryRun", true));
        }
        revision++;
        for (Resource resource : written) {
            if (operation.equals("delete")) {
                forget(resource.key());
            } else {
                store(resource, revision);
            }
        }
        return Reply.ok(body.put("revision", revision));
    }

    /** Of an operation, by its index, among those of a refusal. */
    private static ObjectNode problem(int operation, Reply refusal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("operation", operation)
                .put("message", refusal.body().path("detail").textValue());
    }

    private static String result(String operation, Resource wanted, @Nullable Resource stored) {
        if (operation.equals("delete")) {
            return stored == null ? "skipped" : "deleted";
        }
        if (stored == null) {
            return "created";
        }
        if (operation.equals("create")) {
            return "skipped";
        }
        return wanted.equals(stored) ? "unchanged" : "updated";
    }

    /** Operations that each name the state they expect. */
    Reply commit(byte[] body) {
        List<Runnable> writes = new ArrayList<>();
        for (JsonNode operation : json(body).path("operations")) {
            String verb = operation.path("op").asText();
            Resource resource = operation.has("resource")
                    ? read(operation.path("resource").toString().getBytes(StandardCharsets.UTF_8))
                            .getFirst()
                    : null;
            ResourceKey key = resource == null
                    ? ResourceKey.parse(operation.path("key").asText()).orElseThrow()
                    : resource.key();
            if (verb.equals("create") && resources.containsKey(key)) {
                return exists(key);
            }
            if (!verb.equals("create")
                    && operation.path("expectedRevision").longValue() != revisions.getOrDefault(key, 0L)) {
                return Reply.problem(412, "update conflict: '" + key.identifier() + "'");
            }
            writes.add(resource == null ? () -> forget(key) : () -> store(resource, revision));
        }
        revision++;
        writes.forEach(Runnable::run);
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("revision", revision));
    }

    private void forget(ResourceKey key) {
        resources.remove(key);
        revisions.remove(key);
    }

    static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(Resource resource, long at) {
        resources.put(resource.key(), resource);
        revisions.put(resource.key(), at);
    }

    private static Reply exists(ResourceKey key) {
        return Reply.problem(409, "resource already exists: " + key.identifier());
    }

    private static Reply absent(ResourceKey key) {
        return Reply.problem(404, "resource does not exist: " + key.identifier());
    }

    private static List<Resource> read(byte[] body) {
        return switch (ResourceReader.read(body, Format.JSON)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
