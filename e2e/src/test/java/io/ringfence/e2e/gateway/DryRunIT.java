package io.ringfence.e2e.gateway;

import static io.ringfence.e2e.gateway.RunningGateway.TRANSACTION;
import static io.ringfence.e2e.gateway.RunningGateway.YAML;
import static io.ringfence.e2e.gateway.RunningGateway.header;
import static io.ringfence.e2e.gateway.RunningGateway.json;
import static io.ringfence.e2e.gateway.RunningGateway.tier;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of write, judged first and then done. */
class DryRunIT {
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

    private static void assertMalformed(HttpResponse<String> response, String... texts) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains(texts);
    }

    @Test
    void aDryRunIsAnsweredAsTheWriteAndStoresNothing() {
        Map<String, String> yaml = Map.of("Content-Type", YAML);
        String tier = "/v1/tiers/dry";
        String policy = "apiVersion: v1\nkind: policy\nmetadata:\n  name: dry\nspec:\n  tier: dry\n";
        assertJudgedAsDone("PUT", "/v1/policies/dry", yaml, policy, 422, "tier does not exist: dry");
        assertJudgedAsDone("POST", "/v1/tiers", yaml, tier("dry", 1), 201);
        assertJudgedAsDone("POST", "/v1/tiers", yaml, tier("dry", 1), 409, "resource already exists: Tier(name=dry)");
        assertJudgedAsDone("PUT", tier, yaml, tier("dry", 1), 200);
        assertJudgedAsDone("PUT", tier, yaml, tier("dry", 2), 200);
        assertJudgedAsDone(
                "PUT", tier, Map.of("Content-Type", YAML, "If-Match", "\"1\""), tier("dry", 3), 412, "update conflict");
        assertJudgedAsDone("PUT", "/v1/policies/dry", yaml, policy, 201);
        assertJudgedAsDone("DELETE", tier, Map.of(), "", 422, "tier dry still has 1 policies, first: dry");
        assertJudgedAsDone("DELETE", "/v1/policies/dry", Map.of(), "", 204);
        assertJudgedAsDone("DELETE", tier, Map.of(), "", 204);
        assertJudgedAsDone("DELETE", tier, Map.of(), "", 404, "resource does not exist: Tier(name=dry)");

        String both = tier("dry", 1) + "---\n" + policy;
        assertJudgedAsDone("POST", "/v1/transactions?op=create", yaml, both, 200);
        assertJudgedAsDone("POST", "/v1/transactions?op=create", yaml, both, 409);
        assertJudgedAsDone("POST", "/v1/transactions?op=create&skipExists=true", yaml, both, 200);
        assertJudgedAsDone("POST", "/v1/transactions?op=apply", yaml, both, 200);
        assertJudgedAsDone("POST", "/v1/transactions?op=delete", yaml, tier("dry", 1), 422);
        assertJudgedAsDone(
                "POST",
                "/v1/transactions",
                Map.of("Content-Type", TRANSACTION),
                "{\"operations\":[{\"op\":\"delete\",\"key\":\"policy/dry\"},{\"op\":\"delete\",\"key\":\"tier/dry\"}]}",
                200);
        assertJudgedAsDone("POST", "/v1/transactions?op=delete&skipNotExists=true", yaml, both, 200);

        for (String word : List.of("", "TRUE", "1", "yes", "true,false")) {
            assertMalformed(
                    gateway.call("PUT", tier + "?dryRun=" + word, yaml, tier("dry", 1)),
                    "parameter dryRun",
                    "must be true or false");
        }
        assertMalformed(
                gateway.call("PUT", tier + "?dryRun=true&dryRun=false", yaml, tier("dry", 1)), "more than once");
        assertMalformed(gateway.get(tier + "?dryRun=true"), "no such parameter");
        assertThat(gateway.get(tier).statusCode()).isEqualTo(404);
        assertThat(gateway.call("PUT", tier + "?dryRun=false", yaml, tier("dry", 1))
                        .statusCode())
                .isEqualTo(201);
    }

    /** First as a dry run, which changes nothing and claims no revision, then in earnest; both are answered alike. */
    private static void assertJudgedAsDone(
            String method, String path, Map<String, String> headers, String body, int status, String... texts) {
        String before = gateway.everything();
        HttpResponse<String> judged =
                gateway.call(method, path + (path.contains("?") ? "&" : "?") + "dryRun=true", headers, body);
        assertThat(gateway.everything()).isEqualTo(before);
        HttpResponse<String> done = gateway.call(method, path, headers, body);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(status);
        assertThat(judged.statusCode()).as(judged.body()).isEqualTo(status);
        for (String absent : List.of("Ringfence-Revision", "ETag", "Location")) {
            assertThat(header(judged, absent)).as(absent).isEmpty();
        }
        assertThat(header(done, "Ringfence-Dry-Run")).isEmpty();
        if (status >= 400) {
            assertThat(header(judged, "Content-Type")).isEqualTo("application/problem+json");
            for (String text : texts) {
                assertThat(judged.body()).contains(text);
            }
            assertThat(without(judged, "requestId")).isEqualTo(without(done, "requestId"));
            return;
        }
        assertThat(header(judged, "Ringfence-Dry-Run")).isEqualTo("true");
        if (path.startsWith("/v1/transactions")) {
            assertThat(json(judged).path("dryRun").booleanValue()).isTrue();
            assertThat(without(judged, "dryRun")).isEqualTo(without(done, "revision"));
        } else {
            assertThat(judged.body()).isEqualTo(done.body());
        }
    }

    private static JsonNode without(HttpResponse<String> response, String field) {
        ObjectNode tree = (ObjectNode) json(response);
        tree.remove(field);
        return tree;
    }
}
