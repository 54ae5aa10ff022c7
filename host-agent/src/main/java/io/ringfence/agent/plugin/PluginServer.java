package io.ringfence.agent.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket with the calls of one or more drivers. Any thread. */
public final class PluginServer {
    private static final Logger LOG = LoggerFactory.getLogger(PluginServer.class);

    /** The engine reads an answer whatever its type, and sends none itself that could be trusted. */
    private static final String CONTENT_TYPE = "application/vnd.docker.plugins.v1.1+json";

    /** Requests are some hundred bytes. A larger body is answered with 413 and not read. */
    private static final int MAX_BODY_BYTES = 1 << 20;

    /** Calls under way. More are answered with an error at once; the engine starts containers by the dozen, not by the thousand. */
    private static final int MAX_CALLS = 256;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, PluginCall> calls;
    private final ObjectNode activation = JSON.createObjectNode();
    private final HttpServer server;
    private final AtomicInteger underWay = new AtomicInteger();

    private PluginServer(Vertx vertx, List<String> implemented, Map<String, PluginCall> calls) {
        this.calls = Map.copyOf(calls);
        ArrayNode names = activation.putArray("Implements");
        implemented.forEach(names::add);
        this.server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(1024))
                .requestHandler(this::handle);
    }

    /**
     * Listens, once the engine can find the socket only readable and writable by root. {@code /Plugin.Activate} is answered here.
     *
     * @param socket its file name without {@code .sock} is the name under which the engine's users know the drivers; made with its folder
     * @param implemented {@code NetworkDriver}, {@code IpamDriver}
     * @param calls by path, for example {@code /NetworkDriver.Join}
     * @return fails if another process listens there, or the folder cannot be written
     */
    public static Future<PluginServer> start(
            Vertx vertx, Path socket, List<String> implemented, Map<String, PluginCall> calls) {
        PluginServer plugin = new PluginServer(vertx, implemented, calls);
        return vertx.executeBlocking(() -> makeRoom(socket))
                .compose(_ -> plugin.server.listen(SocketAddress.domainSocketAddress(socket.toString())))
                .compose(_ -> vertx.executeBlocking(
                        () -> Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"))))
                .map(plugin)
                .onSuccess(_ -> LOG.info("{} serves {}", socket, implemented));
    }

    private static @Nullable Void makeRoom(Path socket) throws IOException {
        Files.createDirectories(socket.toAbsolutePath().getParent());
        if (Files.exists(socket)) {
            try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                probe.connect(UnixDomainSocketAddress.of(socket));
                throw new IOException(socket + ": another process listens there");
            } catch (ConnectException e) {
                // Nobody listens: what a process left behind that was killed.
                Files.delete(socket);
            }
        }
        return null;
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            answer(request, 405, error("only POST"));
            return;
        }
        PluginCall call = "/Plugin.Activate".equals(request.path())
                ? _ -> Future.succeededFuture(activation)
                : calls.get(request.path());
        if (call == null) {
            answer(request, 404, error("no such call: " + request.path()));
            return;
        }
        if (underWay.incrementAndGet() > MAX_CALLS) {
            underWay.decrementAndGet();
            answer(request, 500, error("more than " + MAX_CALLS + " calls at once; try again"));
            return;
        }
        receive(request).compose(body -> run(call, request.path(), body)).onComplete(done -> {
            underWay.decrementAndGet();
            if (done.succeeded()) {
                answer(request, 200, done.result());
            } else if (done.cause() instanceof Unreadable unreadable) {
                answer(request, unreadable.status, error(unreadable.getMessage()));
            } else {
                LOG.warn("{}: {}", request.path(), done.cause().toString());
                String message = done.cause().getMessage();
                answer(request, 500, error(message == null ? done.cause().toString() : message));
            }
        });
    }

    private static Future<? extends JsonNode> run(PluginCall call, String path, ObjectNode body) {
        try {
            return call.call(body);
        } catch (RuntimeException e) {
            // A bug of a driver; the engine's user is to know that it was no refusal.
            LOG.error("{} failed", path, e);
            return Future.failedFuture(e);
        }
    }

    private static Future<ObjectNode> receive(HttpServerRequest request) {
        Promise<ObjectNode> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > MAX_BODY_BYTES) {
                whole.tryFail(new Unreadable(413, "a request of more than " + MAX_BODY_BYTES + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(whole::tryFail);
        request.endHandler(_ -> {
            try {
                whole.tryComplete(parse(body.getBytes()));
            } catch (Unreadable e) {
                whole.tryFail(e);
            }
        });
        return whole.future();
    }

    private static ObjectNode parse(byte[] body) throws Unreadable {
        try {
            if (new String(body, StandardCharsets.UTF_8).isBlank()) {
                return JSON.createObjectNode();
            }
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw new Unreadable(400, "the request must be a JSON object");
        } catch (JsonProcessingException e) {
            throw new Unreadable(400, "the request is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable(400, "the request is not JSON: " + e.getMessage());
        }
    }

    private static ObjectNode error(@Nullable String text) {
        return JSON.createObjectNode().put("Err", text);
    }

    private static void answer(HttpServerRequest request, int status, JsonNode body) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", CONTENT_TYPE)
                    .end(body.toString());
        }
    }

    /** Stops listening and removes the socket; calls under way are cut off. */
    public Future<Void> stop() {
        return server.close();
    }

    /** A request that no driver gets to see. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Unreadable(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
