package io.ringfence.gateway;

import io.micrometer.core.instrument.Gauge;
import io.ringfence.gateway.events.EventStream;
import io.ringfence.gateway.forward.StoreClient;
import io.ringfence.gateway.intake.EventIntake;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.intake.StatusIntake;
import io.ringfence.gateway.intake.StatusModel;
import io.ringfence.gateway.rest.GatewayHttp;
import io.ringfence.gateway.rest.Health;
import io.ringfence.gateway.view.Snapshot;
import io.ringfence.kit.http.Token;
import io.ringfence.kit.metrics.Metrics;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gateway's context: makes the parts and joins them. */
final class GatewayVerticle extends VerticleBase {
    /** How often it is looked whether a store can be reached. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final GatewaySettings settings;
    private final Metrics metrics;

    /** Owner: the context, as of all that follow. */
    private boolean storeReachable;

    private @Nullable EventIntake eventIntake;
    private @Nullable StatusIntake statusIntake;
    private @Nullable EventStream events;
    private @Nullable StoreClient store;
    private @Nullable GatewayHttp http;

    GatewayVerticle(GatewaySettings settings, Metrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        InstantSource clock = InstantSource.system();
        ReadModel model = new ReadModel(vertx);
        StatusModel status = new StatusModel(vertx, clock);
        EventStream stream = new EventStream(vertx);
        StoreClient client = new StoreClient(
                vertx,
                settings.storeUris(),
                settings.storeToken(),
                settings.storeConnectTimeout(),
                settings.storeAnswerTimeout());
        EventIntake eventTail = new EventIntake(settings.kafka(), context, model, stream, clock);
        StatusIntake statusTail = new StatusIntake(settings.kafka(), context, status);
        events = stream;
        store = client;
        eventIntake = eventTail;
        statusIntake = statusTail;
        eventTail.start();
        statusTail.start();
        probe(client);
        vertx.setPeriodic(PROBE.toMillis(), _ -> probe(client));
        Supplier<Health> health = () -> new Health(
                model.snapshot().map(Snapshot::revision).orElse(Revision.NONE),
                eventTail.age(),
                model.isInSync(),
                status.isInSync(),
                eventTail.malformed(),
                storeReachable);
        gauges(health, model, stream, status);
        GatewayHttp.Parts parts =
                new GatewayHttp.Parts(model, status, stream, client, health, metrics, Token.of(settings.token()));
        return GatewayHttp.start(vertx, settings.listen(), settings.port(), parts)
                .onSuccess(started -> http = started);
    }

    private void probe(StoreClient client) {
        client.isReachable().onSuccess(reachable -> storeReachable = reachable);
    }

    /** Scrapes are answered on the context, so gauges may look at what it owns. */
    private void gauges(Supplier<Health> health, ReadModel model, EventStream stream, StatusModel status) {
        Gauge.builder(
                        "ringfence.gateway.view.revision",
                        () -> health.get().revision().value())
                .description("newest revision that reads show")
                .register(metrics.registry());
        Gauge.builder(
                        "ringfence.gateway.view.age.seconds",
                        () -> health.get().age().toMillis() / 1e3)
                .description("for how long it has not been certain that reads show everything")
                .register(metrics.registry());
        Gauge.builder("ringfence.gateway.store.reachable", () -> health.get().storeReachable() ? 1 : 0)
                .description("1 when a policy-store says that it is ready")
                .register(metrics.registry());
        Gauge.builder("ringfence.gateway.malformed.records", () -> health.get().malformedRecords())
                .description("records of policy.events that could not be read")
                .register(metrics.registry());
        Gauge.builder("ringfence.gateway.event.clients", stream::clients).register(metrics.registry());
        Gauge.builder("ringfence.gateway.hosts.live", status::live).register(metrics.registry());
        for (Kind kind : Kind.values()) {
            Gauge.builder(
                            "ringfence.gateway.resources",
                            () -> model.snapshot()
                                    .map(snapshot -> snapshot.count(kind))
                                    .orElse(0))
                    .tag("kind", kind.text())
                    .register(metrics.registry());
        }
    }

    int port() {
        if (http == null) {
            throw new IllegalStateException("not started");
        }
        return http.port();
    }

    @Override
    public Future<?> stop() {
        if (events != null) {
            events.close();
        }
        if (eventIntake != null) {
            eventIntake.close();
        }
        if (statusIntake != null) {
            statusIntake.close();
        }
        Future<Void> stopped = http == null ? Future.succeededFuture() : http.stop();
        return stopped.eventually(() -> store == null ? Future.succeededFuture() : store.close());
    }
}
