package io.ringfence.gateway.forward;

import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.kit.config.Secret;
import io.ringfence.kit.http.Token;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Client of policy-store's internal HTTP. Goes on to the next store as long as it is certain that nothing was written, each store once,
 * beginning with the one that answered last.
 */
public final class StoreClient {
    private static final Logger LOG = LoggerFactory.getLogger(StoreClient.class);

    /** Connections to one store. More transactions at once wait their turn. */
    private static final int MAX_CONNECTIONS = 64;

    /** Transactions waiting for a connection. More fail at once, unsent. */
    private static final int MAX_WAITING = 1_024;

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final List<URI> stores;
    private final @Nullable String authorization;
    private final Duration connectTimeout;
    private final Duration answerTimeout;

    /** Index of the store to ask first. Any thread; a stale value costs one failed attempt. */
    private final AtomicInteger preferred = new AtomicInteger();

    /**
     * @param stores base URLs of the stores, at least one
     * @param token what they demand; null when they demand nothing
     * @param connectTimeout for a connection to one store, waiting for a free one included
     * @param answerTimeout from a connection to the whole answer
     */
    public StoreClient(
            Vertx vertx, List<URI> stores, @Nullable Secret token, Duration connectTimeout, Duration answerTimeout) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) connectTimeout.toMillis()),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
        this.stores = List.copyOf(stores);
        this.authorization = Token.shown(token);
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
    }

    /** Sends a transaction. The future does not fail. */
    public Future<StoreAnswer> transact(Buffer body, String requestId) {
        return transact(body, requestId, Math.floorMod(preferred.get(), stores.size()), stores.size());
    }

    private Future<StoreAnswer> transact(Buffer body, String requestId, int store, int attempts) {
        return attempt(body, requestId, store).compose(answer -> {
            if (!(answer instanceof StoreAnswer.Unavailable)) {
                return Future.succeededFuture(answer);
            }
            int next = (store + 1) % stores.size();
            preferred.compareAndSet(store, next);
            return attempts <= 1 ? Future.succeededFuture(answer) : transact(body, requestId, next, attempts - 1);
        });
    }

    private Future<StoreAnswer> attempt(Buffer body, String requestId, int store) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(
                        stores.get(store).resolve("/internal/transactions").toString())
                .setConnectTimeout(connectTimeout.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Request-Id", requestId);
        if (authorization != null) {
            options.putHeader("Authorization", authorization);
        }
        return client.request(options)
                .transform(connected -> connected.succeeded()
                        ? exchange(connected.result(), body, requestId)
                        : Future.succeededFuture(unreachable(store, connected.cause())));
    }

    private Future<StoreAnswer> exchange(HttpClientRequest request, Buffer body, String requestId) {
        return request.send(body)
                .compose(response ->
                        response.body().map(bytes -> StoreAnswers.read(response.statusCode(), bytes.getBytes())))
                .timeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    request.reset();
                    LOG.warn("request {}: no answer from policy-store: {}", requestId, failure.toString());
                    return Future.succeededFuture(new StoreAnswer.Unknown(
                            "policy-store was sent the write and did not answer: " + reason(failure)));
                });
    }

    private StoreAnswer unreachable(int store, Throwable failure) {
        return new StoreAnswer.Unavailable(
                "policy-store at " + stores.get(store) + " cannot be reached: " + reason(failure));
    }

    /** Whether some store says that it is ready to write. The future does not fail. */
    public Future<Boolean> isReachable() {
        return isReachable(0);
    }

    private Future<Boolean> isReachable(int store) {
        if (store == stores.size()) {
            return Future.succeededFuture(false);
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(stores.get(store).resolve("/readyz").toString())
                .setConnectTimeout(connectTimeout.toMillis());
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(_ -> response.statusCode() == 200))
                .timeout(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .compose(ready -> ready ? Future.succeededFuture(true) : isReachable(store + 1));
    }

    public Future<Void> close() {
        return client.close();
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
