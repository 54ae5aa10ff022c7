package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

    /** Reads are answered, so that a command comes to its write. */
    private void converse(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        String request = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.readNBytes(length);
        if (!request.startsWith("GET ")) {
            writes.add(request.substring(0, request.lastIndexOf(' ')));
            return;
        }
        byte[] body = PROFILE.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"12\"\r\nConnection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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
