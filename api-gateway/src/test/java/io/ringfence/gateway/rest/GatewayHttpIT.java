package io.ringfence.gateway.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.ringfence.model.validate.Limits;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does with any request, whatever the store says. */
class GatewayHttpIT {
    private static final String TIER = """
            {"apiVersion":"v1","kind":"tier","metadata":{"name":"t"},"spec":{"order":1}}""";

    /** As many of the largest bodies as are held at once. */
    private static final int PLACES = (int) (RequestBodies.BUDGET_BYTES / Limits.MAX_BODY_BYTES);

    private final Vertx vertx = Vertx.vertx();
    private final GatewayHttp.Parts parts = BareGateway.parts(vertx);
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void start() {
        port = listen(parts);
    }

    private int listen(GatewayHttp.Parts of) {
        Promise<GatewayHttp> started = Promise.promise();
        vertx.runOnContext(_ -> GatewayHttp.start(vertx, "127.0.0.1", 0, of).onComplete(started));
        return started.future().await().port();
    }

    @AfterEach
    void close() {
        client.close();
        vertx.close().await();
        parts.metrics().close();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private long measured(String method, String route, int status) {
        Timer timer = parts.metrics()
                .registry()
                .find("ringfence.http.requests")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void requestsWithABodyAreMeasuredLikeOthers() throws IOException, InterruptedException {
        assertThat(call("GET", "/livez", "").statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/v1/tiers/t", TIER).statusCode()).isEqualTo(503);
        assertThat(call("PUT", "/v1/tiers/t", "{").statusCode()).isEqualTo(422);
        assertThat(call("POST", "/v1/transactions?op=create", TIER).statusCode())
                .isEqualTo(503);
        await().until(() -> measured("GET", "/livez", 200) == 1
                && measured("PUT", "/v1/tiers/{name}", 503) == 1
                && measured("PUT", "/v1/tiers/{name}", 422) == 1
                && measured("POST", "/v1/transactions", 503) == 1);
    }

    /** Who has the id of an answer finds it in the log, if it was a write or was refused; other reads are for debugging. */
    @Test
    void writesAndRefusalsAreLoggedByTheirIds() throws IOException, InterruptedException {
        try (LogLines log = new LogLines(RequestLog.class)) {
            List<String> expected = List.of(
                    "DEBUG request " + id(call("GET", "/livez", "")) + ": GET /livez -> 200 in . ms",
                    "INFO request " + id(call("PUT", "/v1/tiers/t?dryRun=true", TIER))
                            + ": PUT /v1/tiers/t -> 503 in . ms",
                    "INFO request " + id(call("PUT", "/v1/tiers/t", "{")) + ": PUT /v1/tiers/t -> 422 in . ms",
                    "INFO request " + id(call("GET", "/v1/tiers", "")) + ": GET /v1/tiers -> 503 in . ms",
                    "INFO request " + id(call("GET", "/nowhere", "")) + ": GET /nowhere -> 404 in . ms",
                    "INFO request " + id(call("DELETE", "/livez", "")) + ": DELETE /livez -> 405 in . ms");
            await().untilAsserted(() -> assertThat(log.all())
                    .map(line -> line.replaceAll("in \\d+ ms", "in . ms"))
                    .containsExactlyElementsOf(expected));
        }
    }

    @Test
    void whatIsNotHttpIsLoggedToo() throws IOException {
        try (LogLines log = new LogLines(RequestLog.class);
                Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sender.getOutputStream().write("what is this\r\n\r\n".getBytes(US_ASCII));
            await().untilAsserted(() -> assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("INFO request ")
                    .contains(" -> 400"));
        }
    }

    @Test
    void aWriteWhoseClientHasGoneIsLogged() throws IOException {
        try (LogLines log = new LogLines(RequestLog.class)) {
            beginToSend().close();
            await().untilAsserted(() ->
                    assertThat(log.all()).singleElement().asString().contains("PUT /v1/tiers/t -> nothing, cut off"));
        }
    }

    /** A store that took a write and says nothing may have stored it. */
    @Test
    void onlyWhatHasCertainlyDoneNothingIsToBeTriedAgain() throws IOException, InterruptedException {
        assertThat(call("PUT", "/v1/tiers/t", TIER).headers().firstValue("Retry-After"))
                .hasValue("1");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            GatewayHttp.Parts withStore =
                    BareGateway.parts(vertx, URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            port = listen(withStore);
            HttpResponse<String> unknown = call("PUT", "/v1/tiers/t", TIER);
            withStore.metrics().close();
            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.body()).contains("urn:ringfence:problem:outcome-unknown");
            assertThat(unknown.headers().firstValue("Retry-After")).isEmpty();
        }
    }

    private static String id(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    @Test
    void aBodyThatBreaksOffGivesItsPlaceBack() throws IOException {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) {
                senders.add(beginToSend());
            }
            await().until(() -> call("PUT", "/v1/tiers/t", TIER).body().contains("too many bodies"));
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
        await().until(() -> !call("PUT", "/v1/tiers/t", TIER).body().contains("too many bodies"));
    }

    private Socket beginToSend() throws IOException {
        Socket sender = new Socket(InetAddress.getLoopbackAddress(), port);
        String begin = "PUT /v1/tiers/t HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: "
                + Limits.MAX_BODY_BYTES + "\r\n\r\n{";
        sender.getOutputStream().write(begin.getBytes(US_ASCII));
        return sender;
    }
}
