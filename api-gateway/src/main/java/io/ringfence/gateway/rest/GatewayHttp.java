package io.ringfence.gateway.rest;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ringfence.gateway.events.EventStream;
import io.ringfence.gateway.forward.StoreClient;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.intake.StatusModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.kit.http.Token;
import io.ringfence.kit.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The HTTP server. Made and used on the gateway's context. */
public final class GatewayHttp {
    /** Path and query. Longer is 414 in HTTP, which clients know less well than the 400 that is sent with the reason. */
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

    /** All header fields together; more is 431. */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    /** A connection on which nothing moves is closed. Longer than any wait a request may ask for. */
    private static final int IDLE_SECONDS = 90;

    /** Answers smaller than this are not worth compressing. */
    private static final int COMPRESS_FROM_BYTES = 1_024;

    private final HttpServer server;
    private final WorkerExecutor workers;

    private GatewayHttp(HttpServer server, WorkerExecutor workers) {
        this.server = server;
        this.workers = workers;
    }

    /** What the routes need. */
    public record Parts(
            ReadModel model,
            StatusModel status,
            EventStream events,
            StoreClient store,
            Supplier<Health> health,
            Metrics metrics,
            Token token) {}

    /** Starts to listen. */
    public static Future<GatewayHttp> start(Vertx vertx, String address, int port, Parts parts) {
        // Two threads a processor: reading bodies is all computation; what waits in line is within the budget of
        // RequestBodies.
        WorkerExecutor workers = vertx.createSharedWorkerExecutor(
                "gateway-bodies", 2 * Runtime.getRuntime().availableProcessors(), 60, TimeUnit.SECONDS);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(address)
                        .setPort(port)
                        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setTcpKeepAlive(true)
                        .setHttp2ClearTextEnabled(false)
                        .setHandle100ContinueAutomatically(true)
                        .setCompressionSupported(true)
                        .setCompressionLevel(1)
                        .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES))
                .requestHandler(Api.router(
                        vertx,
                        routes(vertx, workers, parts),
                        parts.token(),
                        parts.metrics().registry()))
                .invalidRequestHandler(GatewayHttp::invalid);
        return server.listen().map(listening -> new GatewayHttp(listening, workers));
    }

    static List<Route> routes(Vertx vertx, WorkerExecutor workers, Parts parts) {
        Writes writes = new Writes(new RequestBodies(vertx), workers, parts.store(), parts.model());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SystemRoutes(parts.health(), parts.metrics()).routes());
        routes.addAll(new TransactionRoutes(parts.model(), writes).routes());
        routes.addAll(new EventRoutes(parts.events()).routes());
        routes.addAll(new StatusRoutes(parts.model(), parts.status(), writes).routes());
        routes.addAll(new ResourceRoutes(parts.model(), writes).routes());
        return routes;
    }

    /** What is not HTTP, or beyond the limits above. */
    private static void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        boolean tooLong = cause instanceof TooLongHttpHeaderException;
        ProblemDetails problem = tooLong
                ? ProblemDetails.of(
                        ProblemType.HEADERS_TOO_LARGE, "the header is larger than " + MAX_HEADER_BYTES + " bytes")
                : cause instanceof TooLongHttpLineException
                        ? ProblemDetails.of(
                                ProblemType.MALFORMED,
                                "path and query are longer than " + MAX_REQUEST_LINE_BYTES + " bytes")
                        : ProblemDetails.of(ProblemType.MALFORMED, "this is not a valid HTTP request");
        String id = Exchange.newId();
        request.response()
                .setStatusCode(problem.type().status())
                .putHeader(Exchange.REQUEST_ID, id)
                .putHeader("Content-Type", ProblemDetails.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(Buffer.buffer(problem.encode(id)))
                .onComplete(sent -> {
                    RequestLog.answered(id, request, sent.succeeded(), Duration.ZERO);
                    request.connection().close();
                });
    }

    /** The port that is listened on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops to listen and lets the requests under way end, for some seconds. */
    public Future<Void> stop() {
        return server.shutdown(3, TimeUnit.SECONDS).eventually(workers::close);
    }
}
