package io.ringfence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kit.config.Secret;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.store.commit.etcd.EtcdProcess;
import io.ringfence.testkit.Given;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole service over HTTP. There is no broker: writes are taken all the same. */
@ExtendWith(VertxExtension.class)
final class PolicyStoreServiceIT {
    private static final String NO_BROKER = "127.0.0.1:1";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Vertx vertx;

    @BeforeEach
    void start(Vertx given) {
        vertx = given;
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private PolicyStoreService start(List<String> etcd) throws Exception {
        return start(etcd, null);
    }

    private PolicyStoreService start(List<String> etcd, @Nullable Secret token) throws Exception {
        return PolicyStoreService.start(
                        vertx,
                        new StoreSettings("127.0.0.1", 0, token, etcd, folder, NO_BROKER, 2, 1, Duration.ofSeconds(2)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static void stop(PolicyStoreService service) throws Exception {
        service.stop().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private record Answer(int status, JsonObject body) {}

    private Answer post(PolicyStoreService service, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(service, "/internal/transactions"))
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    private Answer post(PolicyStoreService service, String operations) throws Exception {
        return post(service, "application/json", "{\"operations\":[" + operations + "]}");
    }

    private Answer get(PolicyStoreService service, String path) throws Exception {
        return answer(HttpRequest.newBuilder(uri(service, path)).build());
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), new JsonObject(response.body()));
    }

    private static URI uri(PolicyStoreService service, String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }

    private static String put(String op, Resource resource) {
        return "{\"op\":\"%s\",\"key\":\"%s\",\"resource\":%s}"
                .formatted(op, resource.key(), new String(ResourceJson.encode(resource), StandardCharsets.UTF_8));
    }

    @Test
    void withoutItsTokenNothingIsTakenOrTold() throws Exception {
        PolicyStoreService service = start(List.of(), new Secret("s3cret"));
        Answer refused = post(service, put("create", Given.policy("db").build()));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().getString("detail")).contains("RINGFENCE_STORE_TOKEN");
        assertThat(get(service, "/internal/snapshot").status()).isEqualTo(401);
        assertThat(get(service, "/readyz").status()).isEqualTo(200);
        Answer told = answer(HttpRequest.newBuilder(uri(service, "/internal/snapshot"))
                .header("Authorization", "Bearer s3cret")
                .build());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().getJsonArray("items")).isEmpty();
        stop(service);
    }

    @Test
    void transactionsAreTakenRefusedAndListed() throws Exception {
        PolicyStoreService service = start(List.of());
        Resource db = Given.policy("db").selects("role == 'db'").build();
        Resource inTier = Given.policy("ops-db").inTier("ops").build();

        Answer created = post(service, put("create", db));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.body().getLong("revision")).isEqualTo(1);
        assertThat(created.body().getString("time")).isNotBlank();
        assertThat(created.body().getJsonArray("results").getJsonObject(0))
                .isEqualTo(new JsonObject().put("key", "policy/db").put("result", "created"));

        Answer unchanged = post(service, put("apply", db));
        assertThat(unchanged.status()).isEqualTo(200);
        assertThat(unchanged.body().getLong("revision")).isEqualTo(1);

        assertThat(post(service, put("create", db)).status()).isEqualTo(409);
        assertThat(post(service, put("replace", Given.policy("x").build())).status())
                .isEqualTo(404);
        assertThat(post(service, "{\"op\":\"delete\",\"key\":\"policy/db\",\"expectedRevision\":9}")
                        .status())
                .isEqualTo(412);
        Answer noTier = post(service, put("apply", inTier));
        assertThat(noTier.status()).isEqualTo(422);
        assertThat(noTier.body().getJsonArray("problems").getJsonObject(0).getString("reason"))
                .isEqualTo("reference");
        assertThat(post(service, put("apply", inTier) + "," + put("create", Given.tier("ops", 5)))
                        .status())
                .isEqualTo(200);
        assertThat(post(service, "{\"op\":\"delete\",\"key\":\"tier/ops\"}").status())
                .isEqualTo(422);

        Answer snapshot = get(service, "/internal/snapshot");
        assertThat(snapshot.status()).isEqualTo(200);
        assertThat(snapshot.body().getLong("revision")).isEqualTo(2);
        assertThat(snapshot.body().getJsonArray("items")).hasSize(3);
        stop(service);
    }

    @Test
    void aDryRunIsAnsweredAsItsTransactionAndWritesNothing() throws Exception {
        dryRuns(start(List.of()));
    }

    @Test
    void aDryRunIsAnsweredAsItsTransactionAndWritesNothingInEtcd() throws Exception {
        try (EtcdProcess etcd = EtcdProcess.start()) {
            dryRuns(start(List.of(etcd.endpoint().toString())));
        }
    }

    private Answer judge(PolicyStoreService service, String operations) throws Exception {
        return post(service, "application/json", "{\"dryRun\":true,\"operations\":[" + operations + "]}");
    }

    /** Each of these is judged first and then done, and both come to the same. */
    private void dryRuns(PolicyStoreService service) throws Exception {
        String tier = put("create", Given.tier("ops", 5));
        String inTier = put("apply", Given.policy("ops-db").inTier("ops").build());
        String changed = put(
                "apply", Given.policy("ops-db").inTier("ops").selects("all()").build());
        String[] requests = {
            inTier, // a tier that does not exist
            tier + "," + inTier,
            tier, // exists by now
            put("replace", Given.policy("x").build()),
            inTier, // is so already
            changed,
            "{\"op\":\"delete\",\"key\":\"policy/ops-db\",\"expectedRevision\":1000000}",
            "{\"op\":\"delete\",\"key\":\"tier/ops\"}", // still has a policy
            "{\"op\":\"delete\",\"key\":\"policy/ops-db\"},{\"op\":\"delete\",\"key\":\"tier/ops\"}",
            "{\"op\":\"delete\",\"key\":\"policy/ops-db\"}"
        };
        // etcd is asked for its limits once, which on a busy machine may take longer than a request waits.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> judge(service, tier).status() == 200);
        for (String request : requests) {
            Object before = get(service, "/internal/snapshot").body().getValue("items");
            Answer judged = judge(service, request);
            assertThat(get(service, "/internal/snapshot").body().getValue("items"))
                    .isEqualTo(before);
            Answer done = post(service, request);

            assertThat(judged.status()).as(request).isEqualTo(done.status());
            if (done.status() == 200) {
                assertThat(judged.body())
                        .isEqualTo(new JsonObject()
                                .put("dryRun", true)
                                .put("results", done.body().getValue("results")));
            } else {
                assertThat(judged.body()).isEqualTo(done.body());
            }
        }
        assertThat(get(service, "/internal/snapshot").body().getJsonArray("items"))
                .isEmpty();
        stop(service);
    }

    @Test
    void badRequestsGetAClearAnswerAndTheServiceStaysUp() throws Exception {
        PolicyStoreService service = start(List.of());

        assertThat(post(service, "text/plain", "{}").status()).isEqualTo(415);
        assertThat(post(service, "application/json", "{").status()).isEqualTo(400);
        assertThat(post(service, "application/json", "").status()).isEqualTo(400);
        assertThat(post(service, "application/json; charset=utf-8", "[".repeat(100_000))
                        .status())
                .isEqualTo(400);
        Answer large = post(service, "application/json", " ".repeat((8 << 20) + 1));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body().getString("detail")).contains("8388608");

        assertThat(get(service, "/readyz").status()).isEqualTo(200);
        assertThat(get(service, "/internal/snapshot").body().getJsonArray("items"))
                .isEmpty();
        stop(service);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
        PolicyStoreService first = start(List.of());
        assertThat(post(first, put("create", Given.policy("db").build())).status())
                .isEqualTo(200);
        stop(first);
        PolicyStoreService second = start(List.of());
        assertThat(get(second, "/internal/snapshot").body().getJsonArray("items"))
                .hasSize(1);
        stop(second);
    }

    @Test
    void withoutEtcdWritesAreRefusedInTimeAndWithItTheyGoOn() throws Exception {
        try (EtcdProcess etcd = EtcdProcess.start()) {
            PolicyStoreService service = start(List.of(etcd.endpoint().toString()));
            assertThat(post(service, put("create", Given.policy("a").build())).status())
                    .isEqualTo(200);
            etcd.kill();

            long began = System.nanoTime();
            Answer down = post(service, put("create", Given.policy("b").build()));
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.body().getString("detail")).contains("nothing was written");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(get(service, "/readyz").status()).isEqualTo(503);
            assertThat(get(service, "/internal/snapshot").status()).isEqualTo(503);

            etcd.startAgain();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> get(service, "/readyz").status() == 200);
            assertThat(post(service, put("create", Given.policy("b").build())).status())
                    .isEqualTo(200);
            stop(service);
        }
    }
}
