package io.ringfence.e2e.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.gateway.ApiGatewayService;
import io.ringfence.gateway.GatewaySettings;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.kit.config.Secret;
import io.ringfence.model.resource.Kind;
import io.ringfence.store.PolicyStoreService;
import io.ringfence.store.StoreSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A broker, a policy-store with its embedded store, and a gateway, in this JVM. */
final class RunningGateway implements AutoCloseable {
    static final String YAML = "application/yaml";
    static final String JSON = "application/json";
    static final String TRANSACTION = "application/vnd.ringfence.transaction+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Between gateway and store. */
    private static final Secret TOKEN = new Secret("of-the-store");

    private final EmbeddedKafka kafka;
    private final Vertx vertx;
    private final PolicyStoreService store;
    private final ApiGatewayService gateway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningGateway(EmbeddedKafka kafka, Vertx vertx, PolicyStoreService store, ApiGatewayService gateway) {
        this.kafka = kafka;
        this.vertx = vertx;
        this.store = store;
        this.gateway = gateway;
    }

    /** A document. */
    static String tier(String name, int order) {
        return "apiVersion: v1\nkind: tier\nmetadata:\n  name: " + name + "\nspec:\n  order: " + order + "\n";
    }

    /** Returns when the gateway is ready. */
    static RunningGateway start(Path data) {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        Vertx vertx = Vertx.vertx();
        PolicyStoreService store = PolicyStoreService.start(
                        vertx,
                        new StoreSettings(
                                "127.0.0.1",
                                0,
                                TOKEN,
                                List.of(),
                                data,
                                kafka.bootstrapServers(),
                                1,
                                1,
                                Duration.ofSeconds(5)))
                .await();
        ApiGatewayService gateway = ApiGatewayService.start(
                        vertx,
                        new GatewaySettings(
                                kafka.bootstrapServers(),
                                List.of("http://127.0.0.1:" + store.port()),
                                "127.0.0.1",
                                0,
                                null,
                                TOKEN,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10)))
                .await();
        RunningGateway running = new RunningGateway(kafka, vertx, store, gateway);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> running.get("/readyz").statusCode() == 200
                        && running.get("/readyz").body().contains("\"storeReachable\":true"));
        return running;
    }

    void stopStore() {
        store.stop().await();
    }

    int port() {
        return gateway.port();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Asks again while the gateway says that it could not catch up within its second: this machine may be busy. */
    HttpResponse<String> get(String path) {
        HttpResponse<String> response = call("GET", path, Map.of(), "");
        for (int i = 0; i < 20 && header(response, "Ringfence-Stale").equals("true"); i++) {
            response = call("GET", path, Map.of(), "");
        }
        return response;
    }

    /** Applies a document where its path is. */
    HttpResponse<String> put(String path, String yaml) {
        return call("PUT", path, Map.of("Content-Type", YAML), yaml);
    }

    HttpResponse<String> call(String method, String path, Map<String, String> headers, String body) {
        return call(method, path, headers, body.getBytes(UTF_8));
    }

    HttpResponse<String> call(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(70))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Everything that is stored, as the gateway lists it. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (Kind kind : Kind.values()) {
            all.append(json(get("/v1/" + kind.collection())).path("items"));
        }
        return all.toString();
    }

    @Override
    public void close() {
        gateway.stop().await();
        store.stop().await();
        vertx.close().await();
        kafka.close();
    }
}
