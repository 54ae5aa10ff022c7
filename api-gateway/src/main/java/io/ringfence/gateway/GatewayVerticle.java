package io.ringfence.gateway;

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
        GatewayMeters.register(metrics.registry(), health, model, stream);
        GatewayMeters.register(metrics.registry(), status, statusTail);
        GatewayHttp.Parts parts =
                new GatewayHttp.Parts(model, status, stream, client, health, metrics, Token.of(settings.token()));
        return GatewayHttp.start(vertx, settings.listen(), settings.port(), parts)
                .onSuccess(started -> http = started);
    }

    private void probe(StoreClient client) {
        client.isReachable().onSuccess(reachable -> storeReachable = reachable);
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
