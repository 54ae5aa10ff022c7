package io.ringfence.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean kafka = new AtomicBoolean(true);
    private final HealthChecks ready = HealthChecks.create(vertx);
    private final Metrics metrics = Metrics.of("test-service");
    private HealthServer server;

    @BeforeEach
    void start() throws Exception {
        server = await(HealthServer.start(vertx, "127.0.0.1", 0, ready, metrics));
    }

    @AfterEach
    void stop() throws Exception {
        await(server.stop());
        await(vertx.close());
        metrics.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return await(
                WebClient.create(vertx).get(server.port(), "127.0.0.1", path).send());
    }

    @Test
    void aServiceWithoutChecksIsReady() throws Exception {
        HttpResponse<Buffer> response = get("/readyz");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsJsonObject())
                .isEqualTo(new JsonObject().put("status", "up").put("checks", new JsonArray()));
    }

    @Test
    void oneCheckThatIsDownMakesTheServiceUnreadyButNotDead() throws Exception {
        ready.register("store", promise -> promise.complete(Status.OK()));
        ready.register(
                "kafka",
                promise -> promise.complete(
                        kafka.get() ? Status.OK() : Status.KO(new JsonObject().put("reason", "no broker answers"))));
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        kafka.set(false);
        HttpResponse<Buffer> response = get("/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        JsonObject body = response.bodyAsJsonObject();
        assertThat(body.getString("status")).isEqualTo("down");
        assertThat(body.getJsonArray("checks"))
                .containsExactlyInAnyOrder(
                        new JsonObject().put("name", "store").put("status", "up"),
                        new JsonObject()
                                .put("name", "kafka")
                                .put("status", "down")
                                .put("data", new JsonObject().put("reason", "no broker answers")));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void aCheckWithoutAnswerIsDown() throws Exception {
        ready.register("silent", 50, promise -> {});
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsHaveTheJvmsAndTheServicesOwn() throws Exception {
        metrics.registry().counter("ringfence.letters", "kind", "blue").increment(3);
        HttpResponse<Buffer> response = get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(response.bodyAsString())
                .contains("ringfence_letters_total{kind=\"blue\",service=\"test-service\"} 3.0")
                .contains("jvm_memory_used_bytes{")
                .contains("jvm_gc_")
                .contains("process_uptime_seconds{");
    }
}
