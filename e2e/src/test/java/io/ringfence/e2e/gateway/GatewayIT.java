package io.ringfence.e2e.gateway;

import static io.ringfence.e2e.gateway.RunningGateway.JSON;
import static io.ringfence.e2e.gateway.RunningGateway.TRANSACTION;
import static io.ringfence.e2e.gateway.RunningGateway.YAML;
import static io.ringfence.e2e.gateway.RunningGateway.header;
import static io.ringfence.e2e.gateway.RunningGateway.json;
import static io.ringfence.e2e.gateway.RunningGateway.tier;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatusCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayIT {
    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... texts) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("requestId").asText()).isEqualTo(header(response, "X-Request-Id"));
        assertThat(problem.path("detail").asText()).isNotBlank();
        for (String text : texts) {
            assertThat(response.body()).contains(text);
        }
    }

    @Test
    void aResourceIsCreatedReadReplacedAndDeletedByItsEntityTag() {
        String path = "/v1/tiers/life";
        HttpResponse<String> created = gateway.put(path, tier("life", 1));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(header(created, "Location")).isEqualTo(path);
        String tag = header(created, "ETag");
        assertThat(tag).isEqualTo("\"" + header(created, "Ringfence-Revision") + "\"");

        HttpResponse<String> read = gateway.get(path);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(header(read, "ETag")).isEqualTo(tag);
        assertThat(gateway.call("GET", path, Map.of("If-None-Match", tag), "").statusCode())
                .isEqualTo(304);
        HttpResponse<String> head = gateway.call("HEAD", path, Map.of(), "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "ETag")).isEqualTo(tag);
        assertThat(head.body()).isEmpty();

        HttpResponse<String> unchanged = gateway.put(path, tier("life", 1));
        assertThat(unchanged.statusCode()).isEqualTo(200);
        assertThat(header(unchanged, "ETag")).isEqualTo(tag);

        HttpResponse<String> updated =
                gateway.call("PUT", path, Map.of("Content-Type", YAML, "If-Match", tag), tier("life", 2));
        assertThat(updated.statusCode()).isEqualTo(200);
        assertProblem(
                gateway.call("PUT", path, Map.of("Content-Type", YAML, "If-Match", tag), tier("life", 3)),
                412,
                "update conflict: 'Tier(name=life)'");
        assertProblem(
                gateway.call("PUT", path, Map.of("Content-Type", YAML, "If-None-Match", "*"), tier("life", 3)),
                412,
                "resource already exists: Tier(name=life)");
        assertThat(gateway.call("PUT", path, Map.of("Content-Type", YAML, "If-Match", "*"), tier("life", 4))
                        .statusCode())
                .isEqualTo(200);

        assertProblem(gateway.call("DELETE", path, Map.of("If-Match", tag), ""), 412);
        HttpResponse<String> deleted = gateway.call("DELETE", path, Map.of(), "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(header(deleted, "Ringfence-Revision")).isNotEmpty();
        assertProblem(gateway.get(path), 404, "resource does not exist: Tier(name=life)");
        assertProblem(gateway.call("DELETE", path, Map.of(), ""), 404, "resource does not exist: Tier(name=life)");
        assertProblem(gateway.call("PUT", path, Map.of("Content-Type", YAML, "If-Match", "*"), tier("life", 4)), 412);
    }

    @Test
    void creatingSaysWhereAndRefusesWhatExistsOrIsOfAnotherKind() {
        Map<String, String> yaml = Map.of("Content-Type", YAML);
        HttpResponse<String> created = gateway.call("POST", "/v1/tiers", yaml, tier("post", 1));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(gateway.get(header(created, "Location")).statusCode()).isEqualTo(200);
        assertProblem(
                gateway.call("POST", "/v1/tiers", yaml, tier("post", 1)),
                409,
                "resource already exists: Tier(name=post)");
        assertProblem(gateway.call("POST", "/v1/profiles", yaml, tier("x", 1)), 422, "profile", "tier");
        assertProblem(gateway.put("/v1/tiers/other", tier("x", 1)), 422, "Tier(name=other)", "Tier(name=x)");
    }

    @Test
    void aTransactionIsDoneWholeOrNotAtAll() {
        Map<String, String> yaml = Map.of("Content-Type", YAML);
        String both = tier("all-a", 1) + "---\n" + tier("all-b", 2);
        JsonNode done = json(gateway.call("POST", "/v1/transactions?op=create", yaml, both));
        assertThat(done.path("results").findValuesAsText("key")).containsExactly("tier/all-a", "tier/all-b");
        assertThat(done.path("results").findValuesAsText("result")).containsOnly("created");

        String more = tier("all-c", 3) + "---\n" + tier("all-b", 9);
        assertProblem(
                gateway.call("POST", "/v1/transactions?op=create", yaml, more),
                409,
                "resource already exists: Tier(name=all-b)",
                "\"operation\":1");
        assertThat(gateway.get("/v1/tiers/all-c").statusCode()).isEqualTo(404);

        JsonNode skipped = json(gateway.call("POST", "/v1/transactions?op=create&skipExists=true", yaml, more));
        assertThat(skipped.path("results").findValuesAsText("result")).containsExactly("created", "skipped");
        assertThat(gateway.get("/v1/tiers/all-b").body()).contains("2");

        gateway.call("DELETE", "/v1/tiers/all-a", Map.of(), "");
        JsonNode removed = json(gateway.call(
                "POST", "/v1/transactions?op=delete&skipNotExists=true", yaml, both + "---\n" + tier("all-c", 3)));
        assertThat(removed.path("results").findValuesAsText("result")).containsExactly("skipped", "deleted", "deleted");
        JsonNode nothing = json(gateway.call("POST", "/v1/transactions?op=delete&skipNotExists=true", yaml, both));
        assertThat(nothing.path("results").findValuesAsText("result")).containsOnly("skipped");
        assertThat(nothing.path("revision").asLong())
                .isGreaterThanOrEqualTo(removed.path("revision").asLong());
    }

    @Test
    void explicitOperationsAreComparedAndSet() {
        Map<String, String> type = Map.of("Content-Type", TRANSACTION);
        long revision = Long.parseLong(header(gateway.put("/v1/tiers/cas", tier("cas", 1)), "Ringfence-Revision"));
        String resource =
                "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":\"cas\"},\"spec\":{\"order\":5}}";
        String body = "{\"operations\":[{\"op\":\"replace\",\"resource\":" + resource + ",\"expectedRevision\":"
                + revision + "}]}";
        assertThat(gateway.call("POST", "/v1/transactions", type, body).statusCode())
                .isEqualTo(200);
        assertProblem(gateway.call("POST", "/v1/transactions", type, body), 412, "update conflict: 'Tier(name=cas)'");
        assertProblem(gateway.call("POST", "/v1/transactions?op=apply", type, body), 400, "op");
    }

    @Test
    void namesWithSlashesAreOnePartAndListsAreFiltered() {
        String endpoint = """
                apiVersion: v1
                kind: workloadEndpoint
                metadata:
                  node: list-1
                  orchestrator: k8s
                  workload: default/web
                  name: eth0
                spec:
                  interfaceName: cali0123
                """;
        String path = "/v1/workloadEndpoints/list-1/k8s/default%2Fweb/eth0";
        assertThat(gateway.put(path, endpoint).statusCode()).isEqualTo(201);
        assertThat(gateway.put(path.replace("list-1", "list-2"), endpoint.replace("list-1", "list-2"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);
        assertThat(json(gateway.get("/v1/workloadEndpoints?node=list-1")).path("items"))
                .hasSize(1);
        assertThat(json(gateway.get("/v1/workloadEndpoints?workload=default%2Fweb"))
                        .path("items"))
                .hasSize(2);
        assertThat(json(gateway.get("/v1/workloadEndpoints?workload=default%2Fdb"))
                        .path("items"))
                .isEmpty();
        HttpResponse<String> list = gateway.get("/v1/workloadEndpoints");
        assertThat(gateway.call("GET", "/v1/workloadEndpoints", Map.of("If-None-Match", header(list, "ETag")), "")
                        .statusCode())
                .isIn(200, 304);
        assertProblem(gateway.get("/v1/workloadEndpoints?host=x"), 400, "host", "no such parameter");
        assertProblem(gateway.get("/v1/workloadEndpoints?node=a&node=b"), 400, "more than once");
    }

    @Test
    void httpIsSpokenAsItShould() throws IOException {
        Map<String, String> yaml = Map.of("Content-Type", YAML);
        HttpResponse<String> notAllowed = gateway.call("DELETE", "/v1/tiers", Map.of(), "");
        assertProblem(notAllowed, 405, "DELETE");
        assertThat(header(notAllowed, "Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        HttpResponse<String> options = gateway.call("OPTIONS", "/v1/tiers/x", Map.of(), "");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PUT");
        assertProblem(gateway.get("/v1/nothings"), 404, "policies", "workloadEndpoints");
        assertProblem(gateway.call("GET", "/v1/tiers", Map.of("Accept", "text/html"), ""), 406);
        assertProblem(gateway.call("PUT", "/v1/tiers/x", Map.of(), tier("x", 1)), 415, "Content-Type");
        assertProblem(gateway.call("PUT", "/v1/tiers/x", Map.of("Content-Type", "text/plain"), tier("x", 1)), 415);
        assertProblem(gateway.call("PUT", "/v1/tiers/x", yaml, new byte[(4 << 20) + 1]), 413, "4194304");
        assertProblem(gateway.call("POST", "/v1/transactions", yaml, tier("x", 1)), 400, "op");
        assertProblem(gateway.call("POST", "/v1/transactions?op=upsert", yaml, tier("x", 1)), 400, "upsert");
        assertProblem(gateway.call("GET", "/v1/tiers", Map.of("X", "x".repeat(20_000)), ""), 431);
        HttpResponse<String> own = gateway.call("GET", "/v1/tiers/none", Map.of("X-Request-Id", "my-id"), "");
        assertProblem(own, 404, "my-id");

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(tier("zipped", 1).getBytes(UTF_8));
        }
        Map<String, String> gzipped = Map.of("Content-Type", YAML, "Content-Encoding", "gzip");
        assertThat(gateway.call("PUT", "/v1/tiers/zipped", gzipped, packed.toByteArray())
                        .statusCode())
                .isEqualTo(201);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[64 << 20]);
        }
        assertProblem(gateway.call("PUT", "/v1/tiers/zipped", gzipped, bomb.toByteArray()), 413, "4194304");
        assertProblem(gateway.call("PUT", "/v1/tiers/zipped", gzipped, tier("zipped", 1)), 400, "gzip");
        assertThat(gateway.get("/openapi.yaml").body()).contains("openapi: 3.1.0");
        assertThat(gateway.get("/metrics").body()).contains("ringfence_http_requests_seconds_count");
        assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void eventsComeWholeAndInOrderAndCanBeTakenUpAgain() throws IOException {
        long before = Long.parseLong(header(gateway.put("/v1/tiers/ev-0", tier("ev-0", 0)), "Ringfence-Revision"));
        List<Long> revisions = new ArrayList<>();
        try (EventReader events = EventReader.open(gateway.port(), "/v1/events?from=" + before, "")) {
            for (int i = 1; i <= 5; i++) {
                String docs = tier("ev-" + i, i) + "---\n" + tier("ev-x", i);
                revisions.add(
                        json(gateway.call("POST", "/v1/transactions?op=apply", Map.of("Content-Type", YAML), docs))
                                .path("revision")
                                .asLong());
            }
            gateway.call("DELETE", "/v1/tiers/ev-x", Map.of(), "");
            for (int i = 0; i < 5; i++) {
                EventReader.Event first = events.next("/ev-");
                EventReader.Event second = events.next("/ev-");
                assertThat(first.id()).as(first + " " + second).isEmpty();
                assertThat(second.id()).isEqualTo(Long.toString(revisions.get(i)));
                assertThat(json(first.data()).path("revision").asLong()).isEqualTo(revisions.get(i));
            }
            EventReader.Event deleted = events.next("/ev-");
            assertThat(deleted.name()).isEqualTo("deleted");
            assertThat(json(deleted.data()).path("resource").isNull()).isTrue();
        }
        try (EventReader events =
                EventReader.open(gateway.port(), "/v1/events", "Last-Event-ID: " + revisions.get(2))) {
            assertThat(json(events.next("/ev-").data()).path("revision").asLong())
                    .isEqualTo(revisions.get(3));
        }
        assertProblem(gateway.get("/v1/events?from=x"), 400, "from");
    }

    @Test
    void everyClientReadsItsOwnWritesUnderLoad() throws InterruptedException, ExecutionException {
        int writers = 8;
        int rounds = 40;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Integer>> lost = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                String name = "ryw-" + w;
                lost.add(threads.submit(() -> {
                    int missing = 0;
                    for (int i = 1; i <= rounds; i++) {
                        HttpResponse<String> written = gateway.put("/v1/tiers/" + name, tier(name, i));
                        HttpResponse<String> read = gateway.get("/v1/tiers/" + name);
                        boolean stale = header(read, "Ringfence-Stale").equals("true");
                        if (!stale && !read.body().equals(written.body())) {
                            missing++;
                        }
                    }
                    return missing;
                }));
            }
            for (Future<Integer> each : lost) {
                assertThat(each.get()).isZero();
            }
        }
    }

    @Test
    void saysWhichHostsHaveRealizedARevision() throws ExecutionException, InterruptedException {
        long newest = json(gateway.get("/v1/tiers")).path("revision").asLong();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", gateway.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            report(producer, "here", HostStatus.State.READY, newest + 10);
            report(producer, "gone", HostStatus.State.STOPPED, newest + 10);
            report(producer, "late", HostStatus.State.DEGRADED, newest);
            String target = "/v1/realized?revision=" + (newest + 10);
            Awaitility.await()
                    .until(() -> json(gateway.get("/v1/hosts")).path("hosts").size() == 3);
            JsonNode now = json(gateway.get(target));
            assertThat(now.path("complete").asBoolean()).isFalse();
            assertThat(now.path("laggingHosts").findValuesAsText("host")).containsExactly("late");
            assertThat(now.path("notLiveHosts").findValuesAsText("host")).containsExactly("gone");
            try (ExecutorService waiting = Executors.newSingleThreadExecutor()) {
                Future<JsonNode> waited = waiting.submit(() -> json(gateway.get(target + "&wait=30s")));
                report(producer, "late", HostStatus.State.READY, newest + 10);
                assertThat(waited.get().path("complete").asBoolean()).isTrue();
            }
            assertThat(json(gateway.get("/v1/hosts/late")).path("endpoints")).hasSize(1);
            assertProblem(gateway.get("/v1/hosts/nobody"), 404, "nobody");
            assertProblem(gateway.get(target + "&wait=2m"), 400, "wait");
            assertProblem(gateway.get("/v1/realized?revision=-1"), 400, "revision");
        }
    }

    private static void report(
            KafkaProducer<String, byte[]> producer, String host, HostStatus.State state, long realized)
            throws ExecutionException, InterruptedException {
        Revision revision = new Revision(realized);
        HostStatus status = new HostStatus(
                host,
                state,
                revision,
                revision,
                Instant.now(),
                Instant.now(),
                3L,
                List.of(new HostStatus.EndpointStatus("workloadEndpoint/" + host + "/docker/w/eth0", true, null)),
                List.of(),
                0);
        producer.send(new ProducerRecord<>(Topics.STATUS, host, HostStatusCodec.encode(status)))
                .get();
    }

    @Test
    void jsonIsReadAsWellAsYaml() {
        String profile =
                "{\"apiVersion\":\"v1\",\"kind\":\"profile\",\"metadata\":{\"name\":\"J\",\"tags\":[\"J\"]},\"spec\":{}}";
        assertThat(gateway.call("PUT", "/v1/profiles/J", Map.of("Content-Type", JSON), profile)
                        .statusCode())
                .isEqualTo(201);
    }
}
