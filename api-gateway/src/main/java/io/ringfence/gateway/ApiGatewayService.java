package io.ringfence.gateway;

import io.ringfence.kit.lifecycle.Service;
import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running api-gateway. Any thread. */
public final class ApiGatewayService implements Service {
    private final int port;
    private final Supplier<Future<Void>> stopping;
    private final AtomicReference<@Nullable Future<Void>> stopped = new AtomicReference<>();

    private ApiGatewayService(int port, Supplier<Future<Void>> stopping) {
        this.port = port;
        this.stopping = stopping;
    }

    /** Starts one. It listens at once, and answers reads as soon as it has read the topics; neither they nor the store need be there. */
    public static Future<ApiGatewayService> start(Vertx vertx, GatewaySettings settings) {
        Metrics metrics = Metrics.of("api-gateway");
        GatewayVerticle verticle = new GatewayVerticle(settings, metrics);
        return vertx.deployVerticle(verticle)
                .map(deployment -> new ApiGatewayService(
                        verticle.port(),
                        () -> vertx.undeploy(deployment).eventually(() -> {
                            metrics.close();
                            return Future.succeededFuture();
                        })))
                .onFailure(_ -> metrics.close());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Future<Void> stop() {
        Promise<Void> promise = Promise.promise();
        if (stopped.compareAndSet(null, promise.future())) {
            stopping.get().onComplete(promise);
        }
        return Objects.requireNonNull(stopped.get());
    }
}
