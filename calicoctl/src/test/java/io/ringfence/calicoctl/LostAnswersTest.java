package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.training.PlainRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that reads whole requests and then is gone: what it did nobody knows, and it is asked once. */
final class LostAnswersTest {
    private static final String PROFILE =
            "{\"apiVersion\":\"v1\",\"kind\":\"profile\",\"metadata\":{\"name\":\"WEB\"}}";

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        thread = Thread.ofPlatform().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        server.close();
        thread.join();
    }

    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                converse(socket);
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads are answered, so that a command comes to its write; a write ends the connection without an answer. */
    private void converse(Socket socket) throws IOException {
        Optional<PlainRequest> request = PlainRequest.read(socket.getInputStream());
        while (request.filter(each -> each.method().equals("GET")).isPresent()) {
            PlainRequest.answer(socket.getOutputStream(), PROFILE);
            request = PlainRequest.read(socket.getInputStream());
        }
        request.ifPresent(write -> writes.add(write.method() + " " + write.path()));
    }

    private Run run(String command) {
        byte[] policy = "{apiVersion: v1, kind: policy, metadata: {name: a}}".getBytes(StandardCharsets.UTF_8);
        return Run.of("http://127.0.0.1:" + server.getLocalPort(), policy, List.of(command.split(" ", -1)));
    }

    @Test
    void noWriteIsSentTwice() {
        for (String command : List.of(
                "delete policy a",
                "delete policy a --skip-not-exists",
                "profile remove WEB --no-check",
                "profile add WEB",
                "profile WEB tag add db",
                "apply -f -",
                "apply -f - --no-atomic",
                "delete -f -")) {
            writes.clear();
            Run run = run(command);
            assertThat(run.status()).as(command).isEqualTo(1);
            assertThat(run.out()).as(command).isEmpty();
            assertThat(writes).as(command).hasSize(1);
            assertThat(run.err()).as(command).contains("What was asked for may or may not have been done");
        }
    }

    @Test
    void aDryRunOfADeletionIsSentAsOneToo() {
        Run run = run("delete policy a --dry-run");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).doesNotContain("may or may not");
        assertThat(writes).containsExactly("DELETE /v1/policies/a?dryRun=true");
    }
}
