package io.ringfence.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the demo and the tests ask of the gateway. Any thread; calls wait. */
public final class GatewayClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI api;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public GatewayClient(URI api) {
        this.api = api;
    }

    /** An answer, whatever its status. */
    public record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Puts some resources and removes others, all in one revision, which is returned. */
    public Revision change(Collection<? extends Resource> put, Collection<ResourceKey> remove) {
        Answer answer = tryToChange(put, remove);
        if (answer.status() != 200) {
            throw new IllegalStateException("the gateway refused a transaction: " + answer);
        }
        return new Revision(answer.json().path("revision").asLong());
    }

    /** As {@link #change}, and the caller looks at the status. */
    public Answer tryToChange(Collection<? extends Resource> put, Collection<ResourceKey> remove) {
        ObjectNode transaction = JSON.createObjectNode();
        ArrayNode operations = transaction.putArray("operations");
        for (ResourceKey key : remove) {
            operations.addObject().put("op", "delete").put("key", key.toString());
        }
        for (Resource resource : put) {
            operations
                    .addObject()
                    .put("op", "apply")
                    .put("key", resource.key().toString())
                    .set("resource", ResourceJson.toTree(resource));
        }
        return send(HttpRequest.newBuilder(api.resolve("/v1/transactions"))
                .header("content-type", "application/vnd.ringfence.transaction+json")
                .POST(BodyPublishers.ofString(transaction.toString())));
    }

    /** All resources as the gateway has them. */
    public List<Resource> everything() {
        List<Resource> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (JsonNode item : get("/v1/" + kind.collection()).json().path("items")) {
                all.add(ResourceJson.decode(item.path("resource").toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    /** The newest revision that the gateway knows of. */
    public Revision revision() {
        return new Revision(get("/v1/tiers").json().path("revision").asLong());
    }

    /** Waits until {@code hosts} hosts hold the revision in their kernels. Throws after {@code limit}. */
    public void awaitRealized(Revision revision, int hosts, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Answer last = null;
        while (System.nanoTime() < deadline) {
            last = get("/v1/realized?revision=" + revision + "&wait=2s");
            JsonNode json = last.json();
            if (last.status() == 200 && json.path("realized").asInt() >= hosts) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException("revision " + revision + " is not in force on " + hosts + " hosts: " + last
                + ", hosts: " + get("/v1/hosts"));
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(api.resolve(path)).GET());
    }

    /** Sends as it is. Throws {@link UncheckedIOException} when there is no answer. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
