package io.ringfence.agent.gateway;

import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.kit.config.Secret;
import io.ringfence.kit.http.ClientCalls;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourcePath;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes resources through the gateways, beginning with the one that answered last. A read shows everything that this client
 * has written, through whichever gateway. Futures do not fail.
 */
public final class GatewayClient {
    /** Calls of one host at once to one gateway; more wait their turn. */
    private static final int MAX_CONNECTIONS = 8;

    /** Calls waiting for a connection. More are answered as unreachable at once. */
    private static final int MAX_WAITING = 256;

    /** An answer beyond this is not read to its end: a host's own endpoints and addresses are far less. */
    private static final int MAX_ANSWER_BYTES = 32 << 20;

    /** For a connection to one gateway: on a network that works it takes milliseconds, and the next one is waiting. */
    private static final int CONNECT_MILLIS = 1_000;

    /** Between attempts while the gateways lag or none answers. */
    private static final long PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final HttpClient client;
    private final List<URI> gateways;
    private final @Nullable Secret token;
    private final Duration timeout;

    /** Index of the gateway to ask first; a stale value costs one failed attempt. Any thread. */
    private final AtomicInteger preferred = new AtomicInteger();

    /** The newest revision that a write of ours was acknowledged with. Any thread. */
    private final AtomicLong acknowledged = new AtomicLong();

    public GatewayClient(Vertx vertx, GatewayAccess access) {
        this.vertx = vertx;
        this.gateways = access.uris();
        this.token = access.gatewayToken();
        this.timeout = access.gatewayTimeout();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    }

    /** One resource with its revision; {@code Absent} if there is none. */
    public Future<GatewayReply<Stored>> get(ResourceKey key) {
        return call(new Call<>(
                HttpMethod.GET,
                ResourcePath.of(key),
                null,
                answer -> GatewayMessages.stored(answer.entityTag(), answer.body())));
    }

    /**
     * All resources of a kind whose identity agrees.
     *
     * @param identity values by the names of {@link Kind#identity()}; empty means all
     */
    public Future<GatewayReply<Listing>> list(Kind kind, Map<String, String> identity) {
        return call(new Call<>(
                HttpMethod.GET,
                ResourcePath.of(kind, identity),
                null,
                answer -> GatewayMessages.listing(answer.body())));
    }

    /** Writes all or nothing. At least one write. */
    public Future<GatewayReply<Committed>> write(GatewayWrite... writes) {
        return write(List.of(writes));
    }

    /** Writes all or nothing. At least one write. */
    public Future<GatewayReply<Committed>> write(List<GatewayWrite> writes) {
        byte[] body = GatewayMessages.transaction(writes);
        return call(new Call<Committed>(
                        HttpMethod.POST,
                        "/v1/transactions",
                        Buffer.buffer(body),
                        answer -> GatewayMessages.committed(answer.body())))
                .onSuccess(reply -> {
                    if (reply instanceof GatewayReply.Done<Committed>(Committed committed)) {
                        acknowledged.accumulateAndGet(committed.revision().value(), Math::max);
                    }
                });
    }

    public Future<Void> close() {
        return client.close();
    }

    private record Call<T>(
            HttpMethod method, String path, @Nullable Buffer body, Function<Answer, T> reader) {
        boolean isWrite() {
            return body != null;
        }
    }

    private record Answer(
            int status, boolean stale, @Nullable String entityTag, Buffer content) {
        byte[] body() {
            return content.getBytes();
        }
    }

    private <T> Future<GatewayReply<T>> call(Call<T> call) {
        long deadline = System.nanoTime() + timeout.toNanos();
        return ClientCalls.onEventLoop(
                vertx, () -> attempt(call, Math.floorMod(preferred.get(), gateways.size()), 1, deadline));
    }

    /** @param attempt from 1 */
    private <T> Future<GatewayReply<T>> attempt(Call<T> call, int gateway, int attempt, long deadline) {
        return once(call, gateways.get(gateway), deadline).compose(reply -> {
            if (!(reply instanceof GatewayReply.Unreachable)) {
                return Future.succeededFuture(reply);
            }
            int next = (gateway + 1) % gateways.size();
            preferred.compareAndSet(gateway, next);
            // Each gateway once without a pause, then at a slow pace for as long as there is time.
            long pause = attempt % gateways.size() == 0 ? PAUSE_MILLIS : 0;
            if (millisUntil(deadline) <= pause + 1) {
                return Future.succeededFuture(reply);
            }
            return pause == 0
                    ? attempt(call, next, attempt + 1, deadline)
                    : vertx.timer(pause, TimeUnit.MILLISECONDS)
                            .compose(_ -> attempt(call, next, attempt + 1, deadline));
        });
    }

    private <T> Future<GatewayReply<T>> once(Call<T> call, URI gateway, long deadline) {
        long connectMillis = Math.clamp(millisUntil(deadline), 1, CONNECT_MILLIS);
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setAbsoluteURI(gateway.resolve(withRevision(call)).toString())
                .setConnectTimeout(connectMillis)
                .putHeader("Content-Type", "application/vnd.ringfence.transaction+json");
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token.reveal());
        }
        return client.request(options)
                .transform(connected -> connected.succeeded()
                        ? exchange(call, connected.result(), gateway, deadline)
                        : Future.succeededFuture(new GatewayReply.Unreachable<T>(
                                "api-gateway at " + gateway + " cannot be reached: " + reason(connected.cause()))));
    }

    private String withRevision(Call<?> call) {
        long known = acknowledged.get();
        if (call.isWrite() || known == 0) {
            return call.path();
        }
        return call.path() + (call.path().indexOf('?') < 0 ? '?' : '&') + "minRevision=" + known;
    }

    private <T> Future<GatewayReply<T>> exchange(Call<T> call, HttpClientRequest request, URI gateway, long deadline) {
        // A read leaves time for the other gateways; a write that was sent is waited for.
        long millis = Math.max(1, millisUntil(deadline) / (call.isWrite() ? 1 : gateways.size()));
        Future<HttpClientResponse> sent = call.body() == null ? request.send() : request.send(call.body());
        return sent.compose(GatewayClient::receive)
                .timeout(millis, TimeUnit.MILLISECONDS)
                .map(answer -> read(call, answer, gateway))
                .recover(failure -> {
                    request.reset();
                    String detail = "api-gateway at " + gateway + " did not answer: " + reason(failure);
                    return Future.succeededFuture(
                            call.isWrite()
                                    ? new GatewayReply.Unknown<T>(detail)
                                    : new GatewayReply.Unreachable<T>(detail));
                });
    }

    private static <T> GatewayReply<T> read(Call<T> call, Answer answer, URI gateway) {
        if (answer.stale()) {
            return new GatewayReply.Unreachable<>("api-gateway at " + gateway + " lags behind what is stored");
        }
        if (answer.status() != 200) {
            return GatewayMessages.problem(answer.status(), answer.body(), call.isWrite());
        }
        try {
            return new GatewayReply.Done<>(call.reader().apply(answer));
        } catch (IllegalArgumentException e) {
            String detail = "the answer of api-gateway at " + gateway + " cannot be read: " + e.getMessage();
            return call.isWrite() ? new GatewayReply.Unknown<>(detail) : new GatewayReply.Unreachable<>(detail);
        }
    }

    private static Future<Answer> receive(HttpClientResponse response) {
        return ClientCalls.body(response, MAX_ANSWER_BYTES)
                .map(body -> new Answer(
                        response.statusCode(),
                        "true".equals(response.getHeader("Ringfence-Stale")),
                        response.getHeader("ETag"),
                        body));
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
