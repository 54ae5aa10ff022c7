package io.ringfence.e2e.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.testkit.Laws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: a clear refusal, nothing stored, and the gateway goes on. */
class GatewayRubbishIT {
    private static final int CASES = 2_000;
    private static final String POLICY = """
            apiVersion: v1
            kind: policy
            metadata:
              name: victim
            spec:
              order: 100
              selector: role == 'db' && has(place)
              ingress:
                - action: allow
                  protocol: tcp
                  source: {selector: role == 'app', nets: [10.0.0.0/8]}
                  destination: {ports: [80, "100:200"]}
            """;

    /** Nine to the seventh values in seven lines. */
    private static final String ALIAS_BOMB = """
            a: &a [x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
            d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
            e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
            f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
            g: [*f,*f,*f,*f,*f,*f,*f,*f,*f]
            """;

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW");
    private static final List<String> PATHS = List.of(
            "/v1/policies",
            "/v1/policies/victim",
            "/v1/transactions?op=apply",
            "/v1/transactions",
            "/v1/workloadEndpoints/a/b/c/d",
            "/v1/profiles",
            "/v1/profiles/x",
            "/v1/hostEndpoints/a/b",
            "/v1/ipPools",
            "/v1/ipPools/10.0.0.0%2f8",
            "/v1/nodes/x",
            "/v1/networkSets",
            "/v1/tiers/x",
            "/v1/events?from=99999999999999999999",
            "/v1/hosts/x",
            "/v1/realized",
            "/readyz",
            "/openapi.yaml",
            "/");
    private static final List<String> TYPES = List.of(
            "application/yaml",
            "application/json",
            "application/vnd.ringfence.transaction+json",
            "text/plain",
            "application/yaml; charset=latin-1",
            ";;",
            "multipart/form-data; boundary=x");

    @TempDir
    private static Path data;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(data);
        assertThat(gateway.put("/v1/tiers/kept", "apiVersion: v1\nkind: tier\nmetadata: {name: kept}\nspec: {order: 1}")
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Map<String, byte[]> hostileBodies() {
        return Map.of(
                "deep flow",
                ("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8),
                "deep maps",
                ("{a: ".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(UTF_8),
                "alias bomb",
                ALIAS_BOMB.getBytes(UTF_8),
                "duplicate keys",
                POLICY.replace("  order: 100", "  order: 100\n  order: 101").getBytes(UTF_8),
                "ill-formed UTF-8",
                POLICY.replace("victim", "vict\u00ff").getBytes(ISO_8859_1),
                "unknown kind",
                POLICY.replace("kind: policy", "kind: polity").getBytes(UTF_8),
                "bad selector",
                POLICY.replace("has(place)", "has(place").getBytes(UTF_8),
                "wrong type",
                POLICY.replace("order: 100", "order: first").getBytes(UTF_8),
                "unknown field",
                POLICY.replace("action: allow", "action: allow\n      colour: red")
                        .getBytes(UTF_8),
                "empty",
                " ".getBytes(UTF_8));
    }

    static List<String> hostileNames() {
        return hostileBodies().keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void aHostileBodyIsRefusedWithAReason(String name) {
        byte[] body = Objects.requireNonNull(hostileBodies().get(name));
        String before = gateway.everything();
        for (String path : List.of("/v1/policies", "/v1/transactions?op=apply")) {
            for (String type : List.of("application/yaml", "application/json")) {
                var response = gateway.call("POST", path, Map.of("Content-Type", type), body);
                assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
                JsonNode problem = RunningGateway.json(response);
                assertThat(problem.path("detail").asText()).isNotBlank();
                assertThat(problem.path("problems")).isNotEmpty();
            }
        }
        var put = gateway.call("PUT", "/v1/policies/victim", Map.of("Content-Type", "application/yaml"), body);
        assertThat(put.statusCode()).isBetween(400, 422);
        assertThat(gateway.everything()).isEqualTo(before);
    }

    @Test
    void aBodyOverTheLimitIsRefusedNamingIt() {
        byte[] body = ("# " + "x".repeat(4 << 20)).getBytes(UTF_8);
        var answer =
                gateway.call("POST", "/v1/transactions?op=apply", Map.of("Content-Type", "application/yaml"), body);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(RunningGateway.json(answer).path("detail").asText()).containsAnyOf("4 MiB", "4194304");
    }

    @Test
    void generatedRubbishIsRefusedAndNothingIsStored() {
        String before = gateway.everything();
        Laws.forAll(CASES, random -> {
            Answer answer = send(request(random));
            assertThat(answer.status()).as(answer.text()).isBetween(200, 499);
            if (answer.status() >= 400 && !answer.text().isEmpty()) {
                JsonNode problem = RunningGateway.json(answer.text());
                assertThat(problem.path("detail").asText()).isNotBlank();
                assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
            }
        });
        assertThat(gateway.everything()).isEqualTo(before);
        assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(gateway.put(
                                "/v1/tiers/after",
                                "apiVersion: v1\nkind: tier\nmetadata: {name: after}\nspec: {order: 1}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(gateway.call("DELETE", "/v1/tiers/after", Map.of(), "").statusCode())
                .isEqualTo(204);
    }

    private record Answer(int status, String text) {}

    /** A request that cannot succeed in writing: what is not broken is the method, path or type for it. */
    private static byte[] request(Random random) {
        String method = pick(random, METHODS);
        String path = pick(random, PATHS);
        if (random.nextInt(3) == 0) {
            path = rubbishPath(random, path);
        }
        byte[] body = body(random);
        boolean mayWrite = !method.equals("GET") && !method.equals("HEAD");
        StringBuilder head =
                new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (mayWrite) {
            head.append("Content-Type: ").append(pick(random, TYPES)).append("\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (random.nextInt(3) == 0) {
            head.append(pick(
                            random, List.of("If-Match", "If-None-Match", "Accept", "Content-Encoding", "X-Request-Id")))
                    .append(": ")
                    .append(printable(random, 1 + random.nextInt(30)))
                    .append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(UTF_8));
        if (mayWrite) {
            request.writeBytes(body);
        }
        return request.toByteArray();
    }

    private static String rubbishPath(Random random, String path) {
        return switch (random.nextInt(6)) {
            case 0 -> path + "/%zz";
            case 1 -> path + "/%ff%fe";
            case 2 -> path + (path.contains("?") ? "&" : "?") + "nope=" + random.nextInt();
            case 3 -> path + "/" + "x".repeat(random.nextInt(9_000));
            case 4 -> "/" + printable(random, 20).replace(" ", "");
            default -> path + "%";
        };
    }

    /** Random bytes, or a document that some edit has made invalid. */
    private static byte[] body(Random random) {
        if (random.nextBoolean()) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            return bytes;
        }
        String broken =
                POLICY.replace("kind: policy", "kind: p" + printable(random, 3).strip());
        StringBuilder text = new StringBuilder(broken);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) (32 + random.nextInt(95)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String printable(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) (32 + random.nextInt(95)));
        }
        return text.toString();
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Sends bytes as they are; the answer must be HTTP. */
    private static Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            String sent = new String(request, ISO_8859_1);
            assertThat(answer)
                    .as(sent.substring(0, Math.min(sent.length(), 200)))
                    .startsWith("HTTP/1.");
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(end + 4));
        }
    }
}
