package io.ringfence.calicoctl.training;

import io.ringfence.calicoctl.Calicoctl;
import io.ringfence.calicoctl.Output;
import io.ringfence.calicoctl.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of a training run, against a server in the same process that always gives the same answers. Fails when a command
 * does, because a cache of half a run would be slow without anybody noticing.
 */
public final class Training {
    private static final String POLICY = """
            {"apiVersion":"v1","kind":"policy","metadata":{"name":"databases"},"spec":{"order":10.5,"ingress":[{"action":"allow",\
            "protocol":"tcp","source":{"selector":"role == \\"app\\" && env in { \\"a\\" }"},"destination":{"ports":[3306,"6000:6100"]}}],\
            "egress":[{"action":"deny","protocol":"udp","source":{},"destination":{"nets":["10.0.0.0/8"]}}],\
            "selector":"role == \\"database\\"","types":["ingress","egress"]}}""";

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
            - apiVersion: v1
              kind: policy
              metadata:
                name: databases
              spec:
                order: 10
                selector: role == 'database'
                ingress:
                - action: allow
                  protocol: tcp
                  source:
                    selector: role == 'app' && env in { 'a' }
                  destination:
                    ports:
                    - 3306
                    - 6000:6100
                egress:
                - action: deny
                  protocol: udp
                  destination:
                    nets:
                    - 10.0.0.0/8
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
            "validate -f -",
            "diff -f -",
            "apply --dry-run -f -",
            "convert -f -",
            "label profile WEB role=web",
            "patch profile WEB -p {}",
            "__complete get profile W",
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

    /** Takes the first words of the commands to train; without any, all are. */
    public static void main(String[] args) throws IOException {
        List<String> wanted = List.of(args);
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server), "server");
            thread.setDaemon(true);
            thread.start();
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.keySet().removeIf(name -> name.startsWith("RINGFENCE_"));
            environment.put("RINGFENCE_API", "http://127.0.0.1:" + server.getLocalPort());
            for (String command : COMMANDS) {
                if (!wanted.isEmpty() && !wanted.contains(command.split(" ", -1)[0])) {
                    continue;
                }
                String input = command.endsWith("rule update") ? RULES : FILE;
                Terminal terminal = new Terminal(
                        environment,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new Output(OutputStream.nullOutputStream()).stream(),
                        System.err);
                if (Calicoctl.run(command.split(" "), terminal) != 0) {
                    throw new IllegalStateException("`calicoctl " + command + "` failed in training");
                }
            }
        }
    }

    /** Serves until the socket is closed. */
    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> converse(socket), "connection");
                thread.setDaemon(true);
                thread.start();
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void converse(Socket connection) {
        try (connection) {
            while (answer(connection)) {
                // Until the client ends it.
            }
        } catch (SocketException closed) {
            // By the client, with an answer unread.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns false when no request came any more. */
    private static boolean answer(Socket socket) throws IOException {
        Optional<PlainRequest> request = PlainRequest.read(socket.getInputStream());
        if (request.isPresent()) {
            PlainRequest.answer(socket.getOutputStream(), body(request.get().path()));
        }
        return request.isPresent();
    }

    private static String body(String path) {
        if (path.endsWith("dryRun=true")) {
            return "{\"dryRun\":true,\"results\":[{\"result\":\"created\"},{\"result\":\"updated\"}]}";
        }
        return switch (path) {
            case "/v1/policies" -> list(POLICY);
            case "/v1/profiles" -> list(PROFILE);
            case "/v1/profiles/WEB" -> PROFILE;
            case "/v1/profiles/databases" -> PROFILE.replace("WEB", "databases");
            case "/v1/policies/databases" -> POLICY;
            default -> "{\"revision\":57,\"results\":[]}";
        };
    }

    /** More than one buffer full. */
    private static String list(String resource) {
        String item = "{\"revision\":12,\"resource\":" + resource + "}";
        return "{\"revision\":57,\"items\":[" + String.join(",", Collections.nCopies(100, item)) + "]}";
    }
}
