package io.ringfence.calicoctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringfence.calicoctl.FakeStore.Reply;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of the gateway's REST contract that this tool uses, over a store in memory. Refuses, loudly, what the contract does not
 * know. Safe for several clients: one request at a time changes it.
 */
final class FakeGateway implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeStore store = new FakeStore();
    private final List<JsonNode> reports = new ArrayList<>();
    private int requests;
    private int vanishesAfter = Integer.MAX_VALUE;
    private final StringBuilder events = new StringBuilder();

    /** What must be shown; empty for nothing. */
    private String token = "";

    /** Hosts by name, with the revision that each has in force. */
    private final TreeMap<String, Long> hosts = new TreeMap<>();

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
        store.limitTransactionsTo(operations);
    }

    /** From now on a host has said this of itself, in the words of the contract. */
    synchronized void report(String host) {
        reports.add(FakeStore.json(host.getBytes(StandardCharsets.UTF_8)));
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
        while (store.revision() < wanted) {
            wait();
        }
    }

    synchronized List<Resource> resources() {
        return store.resources();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
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
                notifyAll();
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
            text = query.equals("from=" + store.revision()) ? events.toString() : "";
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
            return query.isEmpty() ? guarded(exchange, body) : store.transact(query, body);
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
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.collection().equals(path[0]))
                .findFirst()
                .orElseThrow();
        if (path.length == 1) {
            return method.equals("GET") ? store.list(kind, query) : store.create(body);
        }
        String[] parts = new String[path.length - 1];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(path[i + 1].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        ResourceKey key = ResourceKey.of(kind, parts);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        return switch (method) {
            case "GET" -> store.get(key);
            case "PUT" -> store.put(key, body, match);
            case "DELETE" -> store.delete(key, "true".equals(query.get("dryRun")));
            default -> throw new IllegalStateException(method);
        };
    }

    private Reply guarded(HttpExchange exchange, byte[] body) {
        return "application/vnd.ringfence.transaction+json"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                ? store.commit(body)
                : Reply.problem(415, "not a transaction");
    }

    /** Waits as long as it may, as the real one does. */
    private Reply realized(Map<String, String> query) {
        long wanted = Long.parseLong(query.getOrDefault("revision", Long.toString(store.revision())));
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
