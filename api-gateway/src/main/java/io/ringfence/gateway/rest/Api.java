package io.ringfence.gateway.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.kit.http.Token;
import io.ringfence.model.resource.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts routes on a router, with what all of them share: ids, token, strict parameters, problems, metrics. */
final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String COLLECTIONS =
            Arrays.stream(Kind.values()).map(Kind::collection).collect(Collectors.joining(", "));

    private final Token token;
    private final MeterRegistry metrics;

    private Api(Token token, MeterRegistry metrics) {
        this.token = token;
        this.metrics = metrics;
    }

    static Router router(Vertx vertx, List<Route> routes, Token token, MeterRegistry metrics) {
        Router router = Router.router(vertx);
        Api api = new Api(token, metrics);
        router.route().order(-1).handler(api::begin);
        Map<String, List<Route>> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            byPath.computeIfAbsent(route.path(), _ -> new ArrayList<>()).add(route);
        }
        byPath.forEach((path, sharing) -> api.mount(router, path, sharing));
        router.route().last().handler(routing -> refuse(routing, unknown(routing)));
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 500}) {
            router.errorHandler(status, Api::failed);
        }
        return router;
    }

    private void mount(Router router, String path, List<Route> sharing) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Route route : sharing) {
            methods.add(route.method().name());
            router.route(route.method(), path).handler(routing -> answer(routing, route));
            if (route.method().equals(HttpMethod.GET)) {
                methods.add("HEAD");
                router.route(HttpMethod.HEAD, path).handler(routing -> answer(routing, route));
            }
        }
        String allowed = String.join(", ", methods);
        router.route(path).handler(routing -> {
            Exchange exchange = Exchange.of(routing);
            exchange.response().putHeader("Allow", allowed);
            if (routing.request().method().equals(HttpMethod.OPTIONS)) {
                exchange.sendNothing(204);
            } else {
                exchange.refuse(ProblemDetails.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        routing.request().method() + " is not allowed here, but " + allowed));
            }
        });
    }

    private void begin(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        long began = System.nanoTime();
        exchange.onEnd(sent -> RequestLog.answered(
                exchange.requestId(),
                exchange.request(),
                sent.succeeded(),
                Duration.ofNanos(System.nanoTime() - began)));
        String uri = routing.request().uri();
        if (!PercentEncoding.isWellFormed(uri)) {
            exchange.refuse(ProblemDetails.of(
                    ProblemType.MALFORMED, "the path or query is not percent-encoded UTF-8 (RFC 3986)"));
            return;
        }
        routing.next();
    }

    private void answer(RoutingContext routing, Route route) {
        Exchange exchange = Exchange.of(routing);
        measure(exchange, route);
        if (!route.isOpen() && !token.admits(exchange.header("Authorization"))) {
            exchange.response().putHeader("WWW-Authenticate", "Bearer");
            exchange.refuse(ProblemDetails.of(ProblemType.UNAUTHORIZED, "connection is unauthorized"));
            return;
        }
        Future<Void> done;
        try {
            if (!Accepts.includes(exchange.header("Accept"), route.mediaType())) {
                throw new RefusedException(
                        ProblemDetails.of(ProblemType.NOT_ACCEPTABLE, "this path answers with " + route.mediaType()));
            }
            exchange.requireParametersAmong(route.parameters());
            done = route.endpoint().answer(exchange);
        } catch (RuntimeException e) {
            done = Future.failedFuture(e);
        }
        done.onFailure(failure -> refuse(routing, problem(exchange, failure)));
    }

    /** What was answered. A client that went before has no status. */
    private void measure(Exchange exchange, Route route) {
        long began = System.nanoTime();
        exchange.onEnd(sent -> {
            if (sent.failed()) {
                return;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            metrics.timer(
                            "ringfence.http.requests",
                            "method",
                            route.method().name(),
                            "route",
                            route.template(),
                            "status",
                            Integer.toString(exchange.response().getStatusCode()))
                    .record(took);
        });
    }

    private static ProblemDetails problem(Exchange exchange, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.problem();
        }
        if (exchange.response().closed()) {
            LOG.debug("request {}: the client has gone", exchange.requestId());
        } else {
            LOG.error(
                    "request {}: {} {}",
                    exchange.requestId(),
                    exchange.request().method(),
                    exchange.request().path(),
                    failure);
        }
        return ProblemDetails.of(ProblemType.INTERNAL, "a fault of the gateway; its log names it by the request's id");
    }

    private static void refuse(RoutingContext routing, ProblemDetails problem) {
        Exchange.of(routing).refuse(problem);
    }

    private static ProblemDetails unknown(RoutingContext routing) {
        return ProblemDetails.of(
                ProblemType.NOT_FOUND,
                "there is no such path: "
                        + RequestLog.shortened(routing.request().path()) + "; collections under /v1/ are "
                        + COLLECTIONS);
    }

    /** What the router itself finds wrong. */
    private static void failed(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        Throwable failure = routing.failure();
        ProblemDetails problem = switch (routing.statusCode()) {
            case 404 -> unknown(routing);
            case 400, 406, 413, 414, 415 ->
                ProblemDetails.of(
                        ProblemType.MALFORMED,
                        failure instanceof HttpException http && http.getPayload() != null
                                ? http.getPayload()
                                : failure == null
                                        ? "the request cannot be read"
                                        : String.valueOf(failure.getMessage()));
            case 405 -> ProblemDetails.of(ProblemType.METHOD_NOT_ALLOWED, "the method is not allowed here");
            default -> problem(exchange, failure == null ? new IllegalStateException("no failure given") : failure);
        };
        exchange.refuse(problem);
    }
}
