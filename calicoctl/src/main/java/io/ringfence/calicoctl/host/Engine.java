package io.ringfence.calicoctl.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a container engine that speaks Docker's API on a unix socket. */
final class Engine {
    /** The engine answers from memory. */
    private static final long PATIENCE_SECONDS = 5;

    private static final int MAX_ANSWER_BYTES = 1 << 20;

    private final Path socket;

    Engine(Path socket) {
        this.socket = socket;
    }

    /** What it says about a container by name or identifier; absent when there is no engine. Throws {@link HostException}. */
    Lookup find(String container) {
        if (!Files.exists(socket)) {
            return new Lookup.Absent();
        }
        String path = "/containers/"
                + URLEncoder.encode(container, StandardCharsets.UTF_8).replace("+", "%20") + "/json";
        String answer = ask("GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n");
        int body = answer.indexOf("\r\n\r\n");
        if (body < 0 || !answer.matches("(?s)HTTP/1\\.[01] (200|400|404) .*")) {
            throw failed("answered " + answer.lines().findFirst().orElse("nothing"));
        }
        return answer.startsWith(" 200 ", 8) ? container(answer.substring(body + 4)) : new Lookup.Absent();
    }

    private Lookup container(String body) {
        JsonNode tree;
        try {
            tree = new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw failed("answered what cannot be read: " + e.getOriginalMessage());
        }
        String id = tree.path("Id").asText();
        if (tree.path("HostConfig").path("NetworkMode").asText().equals("host")) {
            return new Lookup.InHostNetwork();
        }
        long process = tree.path("State").path("Pid").asLong();
        return tree.path("State").path("Running").asBoolean() && process > 0
                ? new Lookup.Found(new Container(Container.DOCKER, id, Path.of("/proc/" + process + "/ns/net")))
                : new Lookup.NotRunning(id);
    }

    /** In the first version of the protocol the answer ends with the connection. */
    private String ask(String request) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            CompletableFuture<Void> limit = new CompletableFuture<Void>()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> close(channel));
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (out.hasRemaining()) {
                channel.write(out);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer in = ByteBuffer.allocate(8192);
            while (answer.size() <= MAX_ANSWER_BYTES && channel.read(in.clear()) >= 0) {
                answer.write(in.array(), 0, in.position());
            }
            limit.complete(null);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed("does not answer: " + e);
        }
    }

    private static Void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Whoever reads from it sees that it is of no more use.
        }
        return null;
    }

    private HostException failed(String reason) {
        return new HostException("The container engine at " + socket + " " + reason);
    }
}
