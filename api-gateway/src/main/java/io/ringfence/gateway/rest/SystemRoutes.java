package io.ringfence.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** How the gateway itself is. Answered without a token. */
final class SystemRoutes {
    private static final String OPENAPI = "/openapi.yaml";
    private static final String METRICS_TYPE = "text/plain";

    private final Supplier<Health> health;
    private final Metrics metrics;
    private final Buffer openapi;

    SystemRoutes(Supplier<Health> health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
        this.openapi = Buffer.buffer(resource(OPENAPI));
    }

    List<Route> routes() {
        return List.of(
                Route.open("/livez", Route.JSON, exchange -> exchange.send(200, Route.JSON, status("up"))),
                Route.open("/readyz", Route.JSON, this::readyz),
                Route.open("/metrics", METRICS_TYPE, this::metrics),
                Route.open(OPENAPI, "application/yaml", exchange -> exchange.send(200, "application/yaml", openapi)));
    }

    private Future<Void> readyz(Exchange exchange) {
        Health now = health.get();
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("status", now.isReady() ? "up" : "down");
        tree.put("revision", now.revision().value());
        tree.put("age", now.age().toString());
        tree.put("eventsInSync", now.eventsInSync());
        tree.put("statusInSync", now.statusInSync());
        tree.put("malformedRecords", now.malformedRecords());
        tree.put("storeReachable", now.storeReachable());
        return exchange.send(now.isReady() ? 200 : 503, Route.JSON, Buffer.buffer(tree.toString()));
    }

    private Future<Void> metrics(Exchange exchange) {
        return exchange.send(200, Metrics.CONTENT_TYPE, Buffer.buffer(metrics.scrape()));
    }

    private static Buffer status(String text) {
        return Buffer.buffer(
                JsonNodeFactory.instance.objectNode().put("status", text).toString());
    }

    private static byte[] resource(String name) {
        try (InputStream stream = SystemRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
