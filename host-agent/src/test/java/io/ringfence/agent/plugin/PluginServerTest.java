package io.ringfence.agent.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringfence.kit.http.ClientCalls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The protocol over a real unix socket. */
@ExtendWith(VertxExtension.class)
final class PluginServerTest {
    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static HttpClient client;
    private static PluginServer server;
    private static Path socket;

    @BeforeAll
    static void start(Vertx given) {
        vertx = given;
        client = vertx.createHttpClient();
        socket = folder.resolve("plugins").resolve("test.sock");
        server = PluginServer.start(
                        vertx,
                        socket,
                        List.of("NetworkDriver"),
                        Map.of(
                                "/NetworkDriver.Echo",
                                request -> Future.succeededFuture(request),
                                "/NetworkDriver.Null",
                                _ -> Future.succeededFuture(JsonNodeFactory.instance.nullNode()),
                                "/NetworkDriver.Refuse",
                                _ -> Future.failedFuture("no, and this is why"),
                                "/NetworkDriver.Bug",
                                _ -> {
                                    throw new IllegalStateException("a bug");
                                }))
                .await();
    }

    @AfterAll
    static void stop() {
        server.stop().await();
        assertThat(socket).doesNotExist();
        client.close().await();
    }

    private record Answer(int status, String type, String body) {}

    private static Answer call(HttpMethod method, String path, byte[] body) {
        return ClientCalls.onEventLoop(
                        vertx,
                        () -> client.request(new RequestOptions()
                                        .setMethod(method)
                                        .setServer(SocketAddress.domainSocketAddress(socket.toString()))
                                        .setHost("localhost")
                                        .setURI(path))
                                .compose(request -> request.send(Buffer.buffer(body)))
                                .compose(response -> response.body()
                                        .map(bytes -> new Answer(
                                                response.statusCode(),
                                                String.valueOf(response.getHeader("Content-Type")),
                                                bytes.toString()))))
                .await();
    }

    private static Answer post(String path, String body) {
        return call(HttpMethod.POST, path, body.getBytes(UTF_8));
    }

    private static Answer json(int status, String body) {
        return new Answer(status, "application/vnd.docker.plugins.v1.1+json", body);
    }

    @Test
    void activationNamesWhatIsImplemented() {
        assertThat(post("/Plugin.Activate", "")).isEqualTo(json(200, "{\"Implements\":[\"NetworkDriver\"]}"));
    }

    @Test
    void aCallGetsTheBodyAndItsAnswerIsTheAnswer() {
        assertThat(post("/NetworkDriver.Echo", "{\"a\":[1,\"\u00e9\"]}"))
                .isEqualTo(json(200, "{\"a\":[1,\"\u00e9\"]}"));
        assertThat(post("/NetworkDriver.Echo", "\n")).isEqualTo(json(200, "{}"));
        assertThat(post("/NetworkDriver.Null", "{}")).isEqualTo(json(200, "null"));
    }

    @Test
    void errorsAreTexts() {
        assertThat(post("/NetworkDriver.Refuse", "{}")).isEqualTo(json(500, "{\"Err\":\"no, and this is why\"}"));
        assertThat(post("/NetworkDriver.Bug", "{}")).isEqualTo(json(500, "{\"Err\":\"a bug\"}"));
        assertThat(post("/NetworkDriver.Unheard", "{}"))
                .isEqualTo(json(404, "{\"Err\":\"no such call: /NetworkDriver.Unheard\"}"));
        assertThat(call(HttpMethod.GET, "/Plugin.Activate", new byte[0]).status())
                .isEqualTo(405);
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String body : List.of("{", "[]", "7", "{} {}", "{\"a\":}", "\u0000")) {
            Answer answer = post("/NetworkDriver.Echo", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"Err\":\"the request ");
        }
    }

    @Test
    void aBodyBeyondTheLimitIsNotTaken() {
        assertThat(post("/NetworkDriver.Echo", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"))
                .isEqualTo(json(413, "{\"Err\":\"a request of more than 1048576 bytes\"}"));
        assertThat(post("/NetworkDriver.Echo", "{}")).isEqualTo(json(200, "{}"));
    }

    @Test
    void theSocketIsRootsAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDeadProcessesSocketIsReplacedAndALiveOnesIsNot() throws IOException {
        assertThatThrownBy(() ->
                        PluginServer.start(vertx, socket, List.of(), Map.of()).await())
                .hasMessageContaining("another process listens there");
        Path stale = folder.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        PluginServer second =
                PluginServer.start(vertx, stale, List.of(), Map.of()).await();
        second.stop().await();
        assertThat(stale).doesNotExist();
        assertThat(post("/Plugin.Activate", "").status()).isEqualTo(200);
    }
}
