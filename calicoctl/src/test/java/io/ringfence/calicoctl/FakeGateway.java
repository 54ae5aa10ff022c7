package io.ringfence.calicoctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of the gateway's REST contract that this tool uses, over resources in memory. Refuses, loudly, what the contract does not
 * know. Safe for several clients: one request at a time changes it.
 */
final class FakeGateway implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TreeMap<ResourceKey, Resource> resources = new TreeMap<>();
    private final Map<ResourceKey, Long> revisions = new HashMap<>();
    private final List<JsonNode> reports = new ArrayList<>();
    private long revision;

    private int requests;
    private int vanishesAfter = Integer.MAX_VALUE;
    private final StringBuilder events = new StringBuilder();

    /** What must be shown; empty for nothing. */
    private String token = "";

    /** Hosts by name, with the revision that each has in force. */
    private final TreeMap<String, Long> hosts = new TreeMap<>();

    /** Transactions of more resources are refused as too large. */
    private int limit = Integer.MAX_VALUE;

    private int waitsToRefuse;
    private int waitsToLose;
    private Consumer<String> witness = path -> {};

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized void limitTransactionsTo(int operations) {
        limit = operations;
    }

    /** From now on a host has said this of itself, in the words of the contract. */
    synchronized void report(String host) {
        reports.add(json(host.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every request after so many gets no answer at all. */
    synchronized void vanishAfter(int answers) {
        vanishesAfter = answers;
    }

    /** Sent to all who ask for events after an earlier revision, and then their stream ends. */
    synchronized void event(String text) {
        events.append(text);
    }

    /** So many questions of where a revision is in force are refused because too many wait, and so many after those get no answer. */
    synchronized void hesitate(int refused, int lost) {
        waitsToRefuse = refused;
        waitsToLose = lost;
    }

    /** From now on the path of each request is told before it is answered. */
    synchronized void tell(Consumer<String> each) {
        witness = each;
    }

    synchronized void demand(String secret) {
        token = secret;
    }

    /** A live host that has so much in force from now on. */
    synchronized void host(String name, long realized) {
        hosts.put(name, realized);
        notifyAll();
    }

    /** Returns when something of this revision or a later one is stored. */
    synchronized void awaitRevision(long wanted) throws InterruptedException {
        while (revision < wanted) {
            wait();
        }
    }

    synchronized List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private record Reply(int status, ObjectNode body, Map<String, String> headers) {
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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Request-Id", "id-" + ++requests);
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (requests > vanishesAfter) {
                return;
            }
            String asked = exchange.getRequestURI().getPath();
            witness.accept(asked);
            if (asked.equals("/v1/realized") && waitsToRefuse == 0 && waitsToLose > 0) {
                waitsToLose--;
                return;
            }
            if (asked.equals("/v1/events")) {
                follow(exchange);
                return;
            }
            Reply reply;
            synchronized (this) {
                reply = answer(exchange, body);
            }
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            if (reply.status() == HttpURLConnection.HTTP_NO_CONTENT) {
                exchange.sendResponseHeaders(reply.status(), -1);
                return;
            }
            byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", reply.status() < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void follow(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        String text;
        synchronized (this) {
            // Events are of revisions after any that this gateway makes.
            text = query.equals("from=" + revision) ? events.toString() : "";
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write((": hello\n\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    private Reply answer(HttpExchange exchange, byte[] body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!token.isEmpty() && !("Bearer " + token).equals(authorization)) {
            return Reply.problem(401, "connection is unauthorized");
        }
        String[] path =
                exchange.getRequestURI().getRawPath().substring("/v1/".length()).split("/", -1);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String method = exchange.getRequestMethod();
        if (path[0].equals("transactions") && method.equals("POST")) {
            return query.isEmpty() ? guarded(exchange, body) : transaction(query, read(body));
        }
        if (path[0].equals("hosts") && path.length == 1 && method.equals("GET")) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.putArray("hosts").addAll(reports);
            return Reply.ok(all);
        }
        if (path[0].equals("realized") && method.equals("GET")) {
            if (waitsToRefuse > 0) {
                waitsToRefuse--;
                return Reply.problem(503, "too many requests are waiting");
            }
            return realized(query);
        }
        Kind kind = Kind.byCollection(path[0]).orElseThrow();
        if (path.length == 1) {
            return method.equals("GET") ? list(kind, query) : create(read(body).getFirst());
        }
        String[] parts = new String[path.length - 1];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(path[i + 1].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        ResourceKey key = ResourceKey.of(kind, parts);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        return switch (method) {
            case "GET" -> get(key);
            case "PUT" -> put(key, read(body).getFirst(), match);
            case "DELETE" -> delete(key, "true".equals(query.get("dryRun")));
            default -> throw new IllegalStateException(method);
        };
    }

    private Reply list(Kind kind, Map<String, String> filter) {
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

    private Reply get(ResourceKey key) {
        Resource resource = resources.get(key);
        return resource == null
                ? absent(key)
                : new Reply(200, ResourceJson.toTree(resource), Map.of("ETag", "\"" + revisions.get(key) + "\""));
    }

    private Reply create(Resource resource) {
        if (resources.containsKey(resource.key())) {
            return exists(resource.key());
        }
        store(resource, ++revision);
        return new Reply(201, JsonNodeFactory.instance.objectNode().put("revision", revision), Map.of());
    }

    private Reply put(ResourceKey key, Resource resource, @Nullable String match) {
        if (match != null && !match.equals("\"" + revisions.get(key) + "\"")) {
            return Reply.problem(412, "update conflict: '" + key.identifier() + "'");
        }
        store(resource, ++revision);
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("revision", revision));
    }

    private Reply delete(ResourceKey key, boolean dryRun) {
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

    private Reply transaction(Map<String, String> query, List<Resource> wanted) {
        if (wanted.size() > limit) {
            return Reply.problem(
                    413, "transaction of " + wanted.size() + " operations is larger than the limit of " + limit);
        }
        String operation = String.valueOf(query.get("op"));
        boolean skipExists = "true".equals(query.get("skipExists"));
        boolean skipNotExists = "true".equals(query.get("skipNotExists"));
        List<Resource> written = new ArrayList<>();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode results = body.putArray("results");
        for (Resource resource : wanted) {
            Resource stored = resources.get(resource.key());
            boolean there = stored != null;
            results.addObject()
                    .put("key", resource.key().toString())
                    .put("result", result(operation, resource, stored));
            if (operation.equals("create") && there) {
                if (!skipExists) {
                    return exists(resource.key());
                }
            } else if ((operation.equals("replace") || operation.equals("delete")) && !there) {
                if (!skipNotExists) {
                    return absent(resource.key());
                }
            } else {
                written.add(resource);
            }
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
    private Reply guarded(HttpExchange exchange, byte[] body) {
        if (!"application/vnd.ringfence.transaction+json"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return Reply.problem(415, "not a transaction");
        }
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

    private static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits as long as it may, as the real one does. */
    private Reply realized(Map<String, String> query) {
        long wanted = Long.parseLong(query.getOrDefault("revision", Long.toString(revision)));
        String wait = query.getOrDefault("wait", "0ms");
        long end = System.nanoTime() + Long.parseLong(wait.substring(0, wait.length() - 2)) * 1_000_000;
        long left = end - System.nanoTime();
        while (left > 0 && hosts.values().stream().anyMatch(has -> has < wanted)) {
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            left = end - System.nanoTime();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("revision", wanted);
        ArrayNode lagging = body.putArray("laggingHosts");
        hosts.forEach((name, has) -> {
            if (has < wanted) {
                lagging.addObject().put("host", name).put("state", "ready").put("realized", has);
            }
        });
        body.put("complete", lagging.isEmpty()).put("live", hosts.size());
        body.put("realized", hosts.size() - lagging.size()).put("lagging", lagging.size());
        body.put("notLive", 0).putArray("notLiveHosts");
        return Reply.ok(body);
    }

    private void store(Resource resource, long at) {
        resources.put(resource.key(), resource);
        revisions.put(resource.key(), at);
        notifyAll();
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

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
