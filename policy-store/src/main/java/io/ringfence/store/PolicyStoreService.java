package io.ringfence.store;

import io.micrometer.core.instrument.Gauge;
import io.ringfence.kit.health.HealthRoutes;
import io.ringfence.kit.http.Token;
import io.ringfence.kit.lifecycle.Service;
import io.ringfence.kit.metrics.Metrics;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.embedded.EmbeddedStore;
import io.ringfence.store.commit.etcd.EtcdStore;
import io.ringfence.store.publish.Publisher;
import io.ringfence.store.publish.PublisherState;
import io.ringfence.store.request.InternalApi;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes writes, keeps them, publishes them. Any thread. */
public final class PolicyStoreService implements Service {
    /** The store's own check is bounded by one second. */
    private static final long CHECK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Metrics metrics;
    private final ResourceStore store;
    private final Publisher publisher;
    private final InternalApi api;
    private final HttpServer server;
    private final AtomicReference<@Nullable Future<Void>> stopping = new AtomicReference<>();

    private PolicyStoreService(
            Vertx vertx,
            Metrics metrics,
            ResourceStore store,
            Publisher publisher,
            InternalApi api,
            HttpServer server) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.store = store;
        this.publisher = publisher;
        this.api = api;
        this.server = server;
    }

    /** Started when it listens. Neither etcd nor the brokers need to be there yet; {@code /readyz} says when the store is. */
    public static Future<PolicyStoreService> start(Vertx vertx, StoreSettings settings) {
        return vertx.executeBlocking(() -> open(settings), false).compose(store -> {
            Publisher publisher = Publisher.start(store, settings.kafka(), settings.topics());
            Metrics metrics = Metrics.of("policy-store");
            meter(metrics, publisher);
            InternalApi api = new InternalApi(vertx, store, Token.of(settings.storeToken()), metrics.registry());
            Router router = Router.router(vertx);
            HealthRoutes.mount(router, checks(vertx, store, publisher), metrics);
            api.mount(router);
            return vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(settings.port(), settings.listen())
                    .map(server -> new PolicyStoreService(vertx, metrics, store, publisher, api, server))
                    .onFailure(_ -> vertx.executeBlocking(
                            () -> {
                                publisher.close();
                                store.close();
                                return null;
                            },
                            false));
        });
    }

    private static ResourceStore open(StoreSettings settings) {
        if (settings.etcd().isEmpty()) {
            Path data = Objects.requireNonNull(settings.data(), "checked by the settings");
            return EmbeddedStore.open(data, InstantSource.system());
        }
        return EtcdStore.connect(
                settings.etcd().stream().map(URI::create).toList(), InstantSource.system(), settings.storeTimeout());
    }

    /** Publishing that waits is told but does not make the service unready: writes are taken and kept meanwhile. */
    private static HealthChecks checks(Vertx vertx, ResourceStore store, Publisher publisher) {
        return HealthChecks.create(vertx)
                .register(
                        "store",
                        CHECK_MILLIS,
                        promise -> vertx.executeBlocking(store::isReachable, false)
                                .onComplete(result -> promise.complete(
                                        result.succeeded() && result.result() ? Status.OK() : Status.KO())))
                .register("publishing", CHECK_MILLIS, promise -> {
                    PublisherState state = publisher.state();
                    JsonObject data = new JsonObject()
                            .put("leading", state.leading())
                            .put("published", state.published().value());
                    if (state.trouble() != null) {
                        data.put("trouble", state.trouble());
                    }
                    promise.complete(Status.OK(data));
                });
    }

    private static void meter(Metrics metrics, Publisher publisher) {
        Gauge.builder("ringfence.publish.leading", publisher, p -> p.state().leading() ? 1 : 0)
                .description("1 on the instance that publishes")
                .register(metrics.registry());
        Gauge.builder(
                        "ringfence.publish.revision",
                        publisher,
                        p -> p.state().published().value())
                .description("last revision published by this instance")
                .register(metrics.registry());
        Gauge.builder("ringfence.publish.trouble", publisher, p -> p.state().trouble() == null ? 0 : 1)
                .description("1 while publishing does not advance")
                .register(metrics.registry());
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public Future<Void> stop() {
        Promise<Void> promise = Promise.promise();
        Future<Void> earlier = stopping.compareAndExchange(null, promise.future());
        if (earlier != null) {
            return earlier;
        }
        server.close()
                .eventually(() -> vertx.executeBlocking(
                        () -> {
                            api.close();
                            publisher.close();
                            store.close();
                            metrics.close();
                            return null;
                        },
                        false))
                .onComplete(promise);
        return promise.future();
    }
}
