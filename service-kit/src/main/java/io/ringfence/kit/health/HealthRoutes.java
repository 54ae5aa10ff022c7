package io.ringfence.kit.health;

import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The three routes. */
public final class HealthRoutes {
    private HealthRoutes() {}

    /**
     * Mounts the routes.
     *
     * @param ready checks, each with its time limit (the library's is one second); a check without an answer in time is down
     */
    public static void mount(Router router, HealthChecks ready, Metrics metrics) {
        router.get("/livez").handler(request -> answer(request, true, new JsonArray()));
        router.get("/readyz")
                .handler(request -> ready.checkStatus()
                        .onSuccess(result -> answer(request, CheckResult.isUp(result), checks(result)))
                        .onFailure(request::fail));
        router.get("/metrics")
                .handler(request -> request.response()
                        .putHeader("content-type", Metrics.CONTENT_TYPE)
                        .end(metrics.scrape()));
    }

    private static JsonArray checks(CheckResult result) {
        JsonArray checks = new JsonArray();
        List<CheckResult> each = result.getChecks() == null ? List.of() : result.getChecks();
        for (CheckResult check : each) {
            JsonObject json = new JsonObject().put("name", check.getId()).put("status", word(CheckResult.isUp(check)));
            if (check.getData() != null && !check.getData().isEmpty()) {
                json.put("data", check.getData());
            }
            checks.add(json);
        }
        return checks;
    }

    private static void answer(RoutingContext request, boolean up, JsonArray checks) {
        request.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(new JsonObject()
                        .put("status", word(up))
                        .put("checks", checks)
                        .toBuffer());
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
