package io.ringfence.gateway.rest;

import io.ringfence.gateway.events.EventStream;
import io.ringfence.gateway.forward.StoreClient;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.intake.StatusModel;
import io.ringfence.kit.http.Token;
import io.ringfence.kit.metrics.Metrics;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A gateway that has read nothing and reaches no store. */
final class BareGateway {
    private BareGateway() {}

    static GatewayHttp.Parts parts(Vertx vertx) {
        return parts(vertx, URI.create("http://127.0.0.1:1"));
    }

    /** @param store asked for writes; it has a second to answer */
    static GatewayHttp.Parts parts(Vertx vertx, URI store) {
        Duration second = Duration.ofSeconds(1);
        return new GatewayHttp.Parts(
                new ReadModel(vertx),
                new StatusModel(vertx, InstantSource.system()),
                new EventStream(vertx),
                new StoreClient(vertx, List.of(store), null, second, second),
                () -> new Health(Revision.NONE, Duration.ZERO, false, false, 0, false),
                Metrics.of("test"),
                Token.of(null));
    }
}
