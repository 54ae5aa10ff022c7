package io.ringfence.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.intake.StatusModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.status.Host;
import io.ringfence.gateway.status.Realized;
import io.ringfence.log.record.HostStatus;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What hosts say, and where a revision is in force. */
final class StatusRoutes {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    /** Longest wait that may be asked for; more is refused. Shorter than the time after which an idle connection is closed. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** Hosts listed by name; the counts are of all. */
    private static final int MAX_LISTED = 1_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ReadModel model;
    private final StatusModel status;
    private final Writes workers;

    StatusRoutes(ReadModel model, StatusModel status, Writes workers) {
        this.model = model;
        this.status = status;
        this.workers = workers;
    }

    List<Route> routes() {
        return List.of(
                Route.json(HttpMethod.GET, "/v1/hosts", Set.of(), this::list),
                Route.json(HttpMethod.GET, "/v1/hosts/{host}", Set.of(), this::get),
                Route.json(HttpMethod.GET, "/v1/realized", Set.of("revision", "wait"), this::realized));
    }

    private Future<Void> list(Exchange exchange) {
        requireInSync();
        int live = status.live();
        List<Listed> hosts = status.all().stream()
                .map(host -> new Listed(host, status.isLive(host)))
                .toList();
        return workers.onWorker(() -> {
                    ObjectNode tree = NODES.objectNode();
                    tree.put("live", live);
                    ArrayNode list = tree.putArray("hosts");
                    hosts.forEach(each -> list.add(summary(each.host(), each.live())));
                    return Buffer.buffer(tree.toString());
                })
                .compose(body -> exchange.send(200, Route.JSON, body));
    }

    private record Listed(Host host, boolean live) {}

    private Future<Void> get(Exchange exchange) {
        requireInSync();
        String name = exchange.part("host");
        Host host = status.get(name)
                .orElseThrow(() -> new RefusedException(
                        ProblemDetails.of(ProblemType.NOT_FOUND, "no host of this name has ever reported: " + name)));
        ObjectNode tree = summary(host, status.isLive(host));
        ArrayNode endpoints = tree.putArray("endpoints");
        for (HostStatus.EndpointStatus endpoint : host.status().endpoints()) {
            endpoints
                    .addObject()
                    .put("key", endpoint.key())
                    .put("programmed", endpoint.programmed())
                    .put("fault", endpoint.fault());
        }
        return exchange.send(200, Route.JSON, Buffer.buffer(tree.toString()));
    }

    private Future<Void> realized(Exchange exchange) {
        requireInSync();
        Revision revision = exchange.revisionParameter("revision").orElse(model.newest());
        Duration wait =
                exchange.parameter("wait").map(text -> duration(exchange, text)).orElse(Duration.ZERO);
        if (wait.isPositive() && !status.mayWait()) {
            throw new RefusedException(
                    ProblemDetails.of(ProblemType.UNAVAILABLE, "too many requests are waiting for hosts already"));
        }
        return status.realized(revision, wait)
                .compose(realized -> exchange.send(
                        200, Route.JSON, Buffer.buffer(tree(realized).toString())));
    }

    private static ObjectNode tree(Realized realized) {
        ObjectNode tree = NODES.objectNode();
        tree.put("revision", realized.revision().value());
        tree.put("complete", realized.isComplete());
        tree.put("live", realized.live());
        tree.put("realized", realized.realized());
        tree.put("lagging", realized.lagging().size());
        tree.put("notLive", realized.notLive().size());
        tree.set("laggingHosts", brief(realized.lagging()));
        tree.set("notLiveHosts", brief(realized.notLive()));
        return tree;
    }

    private static ArrayNode brief(List<Host> hosts) {
        ArrayNode list = NODES.arrayNode();
        for (Host host : hosts.subList(0, Math.min(hosts.size(), MAX_LISTED))) {
            list.addObject()
                    .put("host", host.name())
                    .put("state", text(host.status().state()))
                    .put("realized", host.status().realized().value())
                    .put("heardAt", host.heardAt().toString());
        }
        return list;
    }

    private static ObjectNode summary(Host host, boolean live) {
        HostStatus status = host.status();
        ObjectNode tree = NODES.objectNode();
        tree.put("host", host.name());
        tree.put("live", live);
        tree.put("state", text(status.state()));
        tree.put("realized", status.realized().value());
        tree.put("seen", status.seen().value());
        tree.put("reportedAt", status.reportedAt().toString());
        tree.put("heardAt", host.heardAt().toString());
        tree.put("latencyMillis", status.latencyMillis());
        tree.put("endpointCount", status.endpoints().size());
        tree.put("notProgrammed", host.notProgrammed().size());
        tree.put("repairs", status.repairs());
        ArrayNode faults = tree.putArray("faults");
        status.faults().forEach(faults::add);
        return tree;
    }

    private static String text(HostStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private void requireInSync() {
        if (!status.isInSync()) {
            throw StatusModel.notInSync();
        }
    }

    private static Duration duration(Exchange exchange, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw exchange.badParameter("wait", text, "must be a duration such as 500ms, 30s or 1m");
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
        if (duration.compareTo(MAX_WAIT) > 0) {
            throw exchange.badParameter("wait", text, "is longer than " + MAX_WAIT.toSeconds() + "s");
        }
        return duration;
    }
}
