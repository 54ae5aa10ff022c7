package io.ringfence.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class ClientCallsTest {
    private static final int CALLS = 200;
    private static final String TEXT = "0123456789";

    private Vertx vertx;
    private HttpClient client;
    private HttpServer server;

    @BeforeEach
    void start(Vertx given) {
        vertx = given;
        client = vertx.createHttpClient();
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(TEXT))
                .listen(0, "127.0.0.1")
                .await();
    }

    private Buffer get(int maxBytes) {
        return ClientCalls.onEventLoop(
                        vertx,
                        () -> client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                                .compose(HttpClientRequest::send)
                                .compose(response -> ClientCalls.body(response, maxBytes)))
                .await();
    }

    @Test
    void aCallFromAThreadThatIsNoEventLoopGetsTheWholeBody() {
        for (int i = 0; i < CALLS; i++) {
            assertThat(get(TEXT.length()).toString()).isEqualTo(TEXT);
        }
    }

    @Test
    void aBodyOverTheLimitFails() {
        assertThatThrownBy(() -> get(TEXT.length() - 1)).hasMessage("an answer of more than 9 bytes");
        assertThat(get(TEXT.length()).toString()).isEqualTo(TEXT);
    }
}
