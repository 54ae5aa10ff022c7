package io.ringfence.calicoctl.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine can answer, byte by byte. */
final class EngineTest {
    private static final String HEAD = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n";

    @TempDir
    static Path folder;

    /** What becomes of one answer; the request that it was given to is put into {@code asked}. */
    private static Lookup ask(String container, String answer, CompletableFuture<String> asked) throws IOException {
        Path socket = folder.resolve("engine-" + System.nanoTime());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> {
                try (SocketChannel channel = server.accept()) {
                    ByteBuffer request = ByteBuffer.allocate(4096);
                    channel.read(request);
                    asked.complete(new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII));
                    channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return new Engine(socket).find(container);
        }
    }

    private static Lookup ask(String answer) throws IOException {
        return ask("box", answer, new CompletableFuture<>());
    }

    @Test
    void aRunningContainerHasTheNamespaceOfItsProcess() throws IOException {
        CompletableFuture<String> asked = new CompletableFuture<>();
        assertThat(ask(
                        "a/b c",
                        HEAD + "{\"Id\":\"abc\",\"State\":{\"Running\":true,\"Pid\":42},"
                                + "\"HostConfig\":{\"NetworkMode\":\"none\"}}",
                        asked))
                .isEqualTo(new Lookup.Found(new Container(Container.DOCKER, "abc", Path.of("/proc/42/ns/net"))));
        assertThat(asked.join())
                .startsWith("GET /containers/a%2Fb%20c/json HTTP/1.0\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whatCannotBeLinkedIsToldApart() throws IOException {
        assertThat(ask(HEAD + "{\"Id\":\"abc\",\"State\":{\"Running\":false,\"Pid\":0}}"))
                .isEqualTo(new Lookup.NotRunning("abc"));
        assertThat(ask(HEAD + "{\"Id\":\"abc\",\"State\":{\"Running\":true,\"Pid\":42},"
                        + "\"HostConfig\":{\"NetworkMode\":\"host\"}}"))
                .isEqualTo(new Lookup.InHostNetwork());
        assertThat(ask("HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"No such container: box\"}"))
                .isEqualTo(new Lookup.Absent());
        assertThat(new Engine(folder.resolve("nowhere")).find("box")).isEqualTo(new Lookup.Absent());
    }

    @Test
    void anEngineThatTalksNonsenseIsNamed() {
        for (String answer : new String[] {"", "hello", "HTTP/1.0 500 Oops\r\n\r\n", HEAD + "{", "HTTP/1.0 200 OK"}) {
            assertThatThrownBy(() -> ask(answer))
                    .isInstanceOf(HostException.class)
                    .hasMessageStartingWith("The container engine at ");
        }
    }
}
