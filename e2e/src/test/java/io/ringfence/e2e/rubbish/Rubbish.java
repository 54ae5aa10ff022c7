package io.ringfence.e2e.rubbish;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests that no client should send: odd paths, odd headers, and bodies from noise to documents with one thing wrong. */
final class Rubbish {
    private static final List<String> METHODS =
            List.of("POST", "PUT", "POST", "PUT", "DELETE", "GET", "PATCH", "OPTIONS");
    private static final List<String> COLLECTIONS = List.of(
            "policies",
            "profiles",
            "workloadEndpoints",
            "hostEndpoints",
            "ipPools",
            "ipamBlocks",
            "nodes",
            "networkSets",
            "tiers",
            "transactions",
            "events",
            "hosts",
            "realized",
            "nonsense",
            "..",
            "%00",
            "policies/",
            "%2f",
            "%zz");
    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/yaml",
            "application/vnd.ringfence.transaction+json",
            "text/plain",
            "multipart/form-data",
            "application/json; charset=utf-16",
            "/");
    private static final List<String> WORDS = List.of(
            "0",
            "-1",
            "99999999999999999999",
            "x",
            "",
            " ",
            "%",
            "a/b",
            "true",
            "null",
            "1s",
            "-5s",
            "NaN",
            "\u00e9",
            "*");

    private static final String VALID = """
            apiVersion: v1
            kind: policy
            metadata:
              name: rubbish
            spec:
              selector: role == 'database'
              ingress:
              - action: allow
                protocol: tcp
                source:
                  selector: role == 'app'
                destination:
                  ports:
                  - 3306
            """;

    private Rubbish() {}

    /** A request with everything left to chance; some of those without a body are correct. */
    static HttpRequest.Builder request(Random random, URI api) {
        String method = pick(random, METHODS);
        byte[] body = method.equals("GET") || method.equals("OPTIONS") ? new byte[0] : body(random);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(random, api))
                .method(method, BodyPublishers.ofByteArray(body))
                .header("content-type", pick(random, CONTENT_TYPES));
        for (String header : List.of("If-Match", "If-None-Match", "Accept", "X-Request-Id", "Last-Event-ID")) {
            if (random.nextInt(6) == 0) {
                request.header(
                        header, pick(random, List.of("*", "\"1\"", "\"x\"", "W/\"1\"", "-1", "text/html", "\"")));
            }
        }
        return request;
    }

    private static URI uri(Random random, URI api) {
        StringBuilder path = new StringBuilder(random.nextInt(10) == 0 ? "/" : "/v1/");
        path.append(pick(random, COLLECTIONS));
        for (int i = random.nextInt(6); i > 0; i--) {
            path.append('/').append(encode(word(random)));
        }
        if (random.nextInt(3) == 0) {
            path.append('?');
            for (String name : List.of("op", "from", "revision", "wait", "node", "name", "minRevision", "skipExists")) {
                if (random.nextInt(3) == 0) {
                    path.append(name).append('=').append(encode(word(random))).append('&');
                }
            }
        }
        try {
            return URI.create(api + path.toString());
        } catch (IllegalArgumentException e) {
            return URI.create(api + "/v1/" + encode(path.toString()));
        }
    }

    private static String word(Random random) {
        return random.nextInt(8) == 0 ? "n".repeat(random.nextInt(3000)) : pick(random, WORDS);
    }

    /** Never a document that could be stored. */
    static byte[] body(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> new byte[0];
            case 1 -> noise(random, random.nextInt(2000));
            case 2 -> text("[".repeat(10_000));
            case 3 -> text("{\"a\":".repeat(10_000));
            case 4 -> text("- ".repeat(10_000) + "x");
            case 5 -> text(bomb());
            case 6 -> text(VALID.replace("name: rubbish", "name: rubbish\n  name: twice"));
            case 7 -> text(VALID.replace("role == 'database'", "role == 'datab"));
            case 8 -> text(VALID.replace("3306", pick(random, List.of("0", "65536", "-1", "{}", "'a'", "1e99"))));
            case 9 ->
                text(VALID.replace("kind: policy", "kind: " + pick(random, List.of("polcy", "[]", "", "Policy"))));
            case 10 -> text(VALID.replace("  selector:", "  selectr:"));
            case 11 -> invalidUtf8(random);
            case 12 ->
                text("{\"operations\":[{\"op\":\"" + pick(random, WORDS).replace("\"", "") + "\",\"key\":\""
                        + pick(random, List.of("policy/x", "x", "policy/", "//", "nonsense/x"))
                        + "\",\"expectedRevision\":" + pick(random, List.of("-1", "\"x\"", "1.5", "{}")) + "}]}");
            default -> cut(random);
        };
    }

    /** More than the 4 MiB that a body may have. */
    static byte[] oversized() {
        return text(VALID + "# " + "x".repeat(5 << 20));
    }

    private static String bomb() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a" + i + ": &a" + i + " [");
            yaml.append(("*a" + (i - 1) + ",").repeat(8)).append("*a" + (i - 1) + "]\n");
        }
        return yaml.toString();
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] invalidUtf8(Random random) {
        byte[] bytes = text(VALID);
        bytes[VALID.indexOf("rubbish") + random.nextInt(7)] = (byte) 0xff;
        return bytes;
    }

    /** A document that ends within its first two lines, or has an indentation too few. */
    private static byte[] cut(Random random) {
        return random.nextBoolean()
                ? text(VALID.substring(0, 1 + random.nextInt(VALID.indexOf("metadata"))))
                : text(VALID.replace("  name: rubbish", "name: rubbish"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
