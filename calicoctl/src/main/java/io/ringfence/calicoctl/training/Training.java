package io.ringfence.calicoctl.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringfence.calicoctl.Calicoctl;
import io.ringfence.calicoctl.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The commands of a training run, against a server in the same process that always gives the same answers. Fails when a command
 * does, because a cache of half a run would be slow without anybody noticing.
 */
public final class Training {
    private static final String POLICY = """
            {"apiVersion":"v1","kind":"policy","metadata":{"name":"databases"},"spec":{"order":0,"selector":"role == 'database'",\
            "types":["ingress"],"ingress":[{"action":"allow","protocol":"tcp","source":{"selector":"role == 'app'"},\
            "destination":{"ports":[3306]}}]}}""";

    private static final String PROFILE = """
            {"apiVersion":"v1","kind":"profile","metadata":{"name":"WEB","tags":["WEB"]},"spec":{"ingress":[{"action":"allow",\
            "source":{"tag":"WEB","nets":["10.0.0.0/8"]}}],"egress":[{"action":"allow"}]}}""";

    private static final String FILE = """
            - apiVersion: v1
              kind: profile
              metadata:
                name: databases
                labels:
                  role: database
              spec:
                ingress:
                - action: allow
                  protocol: tcp
                  source:
                    selector: role == 'app'
                  destination:
                    ports:
                    - 3306
            """;

    private static final String RULES = """
            {"inbound_rules": [{"action": "allow", "protocol": "tcp", "src_tag": "A", "dst_ports": [7890]}], "outbound_rules": []}
            """;

    private static final List<String> COMMANDS = List.of(
            "version",
            "get policy",
            "get policy -o wide",
            "get policy -o yaml",
            "get policy -o json",
            "apply -f -",
            "create -f -",
            "profile show",
            "profile add WEB",
            "profile WEB rule show",
            "profile WEB rule json",
            "profile WEB rule add inbound allow tcp from tag A cidr 10.0.0.0/8 to ports 80,443",
            "profile WEB rule remove inbound --at=1",
            "profile WEB rule update",
            "profile WEB tag add A",
            "profile WEB tag show");

    private Training() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Training::answer);
        server.start();
        try {
            String api = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String command : COMMANDS) {
                String input = command.endsWith("rule update") ? RULES : FILE;
                Terminal terminal = new Terminal(
                        Map.of("RINGFENCE_API", api),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        System.err);
                if (Calicoctl.run(command.split(" "), terminal) != 0) {
                    throw new IllegalStateException("`calicoctl " + command + "` failed in training");
                }
            }
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String body = switch (path) {
                case "/v1/policies" -> list(POLICY);
                case "/v1/profiles" -> list(PROFILE);
                case "/v1/profiles/WEB" -> PROFILE;
                default -> "{\"revision\":57,\"results\":[]}";
            };
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("ETag", "\"12\"");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String list(String resource) {
        return "{\"revision\":57,\"items\":[{\"revision\":12,\"resource\":" + resource + "}]}";
    }
}
