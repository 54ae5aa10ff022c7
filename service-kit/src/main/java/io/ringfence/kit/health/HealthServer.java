package io.ringfence.kit.health;

import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Router;

/** An HTTP server with nothing but the health routes, for services that serve nothing else. */
public final class HealthServer {
    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param address to listen on
     * @param port 0 takes a free one
     */
    public static Future<HealthServer> start(
            Vertx vertx, String address, int port, HealthChecks ready, Metrics metrics) {
        Router router = Router.router(vertx);
        HealthRoutes.mount(router, ready, metrics);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, address)
                .map(HealthServer::new);
    }

    /** Where it listens. */
    public int port() {
        return server.actualPort();
    }

    /** Stops listening and ends open requests. */
    public Future<Void> stop() {
        return server.close();
    }
}
