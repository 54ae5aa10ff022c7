package io.ringfence.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway makes of stores that fail in every way. */
class StoreClientIT {
    private static final String DONE = "{\"revision\":7,\"results\":[{\"key\":\"tier/t\",\"result\":\"created\"}]}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger received = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private URI store(Consumer<HttpServerRequest> behaviour) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(_ -> {
                    received.incrementAndGet();
                    behaviour.accept(request);
                }))
                .listen(0, "127.0.0.1")
                .await();
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private static Consumer<HttpServerRequest> answer(int status, String body) {
        return request -> request.response().setStatusCode(status).end(body);
    }

    private static Consumer<HttpServerRequest> problem(int status, String reason) {
        return answer(
                status,
                "{\"detail\":\"no\",\"problems\":[{\"operation\":0,\"key\":\"tier/t\",\"reason\":\"" + reason
                        + "\",\"message\":\"no\"}]}");
    }

    /** Where nobody listens. */
    private URI nowhere() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
        int port = server.actualPort();
        server.close().await();
        return URI.create("http://127.0.0.1:" + port);
    }

    private StoreAnswer transact(URI... stores) {
        StoreClient client =
                new StoreClient(vertx, List.of(stores), null, Duration.ofSeconds(2), Duration.ofMillis(500));
        return client.transact(Buffer.buffer("{}"), "id").await();
    }

    @Test
    void goesOnToTheNextStoreWhereNothingWasWritten() {
        StoreAnswer answer = transact(nowhere(), store(problem(503, "unavailable")), store(answer(200, DONE)));
        assertThat(answer).isInstanceOfSatisfying(StoreAnswer.Committed.class, committed -> {
            assertThat(committed.revision().value()).isEqualTo(7);
            assertThat(committed.hasChanged()).isTrue();
        });
        assertThat(received).hasValue(2);
    }

    @Test
    void saysThatNothingWasStoredWhenNoStoreCanBeReached() {
        assertThat(transact(nowhere(), nowhere())).isInstanceOf(StoreAnswer.Unavailable.class);
    }

    @Test
    void aWriteThatMayHaveBeenStoredIsNeverSentAgain() {
        List<Consumer<HttpServerRequest>> failures = new ArrayList<>();
        failures.add(request -> request.connection().close());
        failures.add(_ -> {});
        failures.add(answer(200, "rubbish"));
        failures.add(answer(500, "{}"));
        failures.add(problem(503, "outcome-unknown"));
        for (Consumer<HttpServerRequest> failure : failures) {
            received.set(0);
            assertThat(transact(store(failure), store(answer(200, DONE)))).isInstanceOf(StoreAnswer.Unknown.class);
            assertThat(received).hasValue(1);
        }
    }

    @Test
    void ofADryRunThereIsNoRevision() {
        String judged = "{\"dryRun\":true,\"results\":[{\"key\":\"tier/t\",\"result\":\"created\"}]}";
        assertThat(transact(store(answer(200, judged))))
                .isEqualTo(new StoreAnswer.Judged(
                        List.of(new StoreAnswer.Outcome(ResourceKey.of(Kind.TIER, "t"), "created"))));
    }

    @Test
    void aRefusalIsFinalAndKeepsItsReasons() {
        assertThat(transact(store(problem(409, "exists")), store(answer(200, DONE))))
                .isInstanceOfSatisfying(StoreAnswer.Refused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.isFor("exists")).isTrue();
                    assertThat(refused.reasons().getFirst().key()).isEqualTo("tier/t");
                });
    }
}
