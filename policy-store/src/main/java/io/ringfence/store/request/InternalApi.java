package io.ringfence.store.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringfence.kit.http.Token;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes. Owner: the server's event loop; the work itself is on virtual threads. */
public final class InternalApi implements AutoCloseable {
    /**
     * Twice what a gateway takes: YAML grows when it is written as JSON, and what a gateway accepted must not fail here for its size.
     * Larger is 413.
     */
    static final int MAX_BODY_BYTES = 8 << 20;

    /** Requests worked on at once. More are answered with 503: the store is behind, and waiting would not make it faster. */
    private static final int CONCURRENT_REQUESTS = 512;

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(InternalApi.class);

    private final Vertx vertx;
    private final ResourceStore store;
    private final Token token;
    private final MeterRegistry meters;
    private final Transactions transactions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(CONCURRENT_REQUESTS);

    /**
     * For one server.
     *
     * @param token what callers must show
     * @param meters gets {@code ringfence.store.transactions}: time and number by status, dry runs included
     */
    public InternalApi(Vertx vertx, ResourceStore store, Token token, MeterRegistry meters) {
        this.vertx = vertx;
        this.store = store;
        this.token = token;
        this.meters = meters;
        this.transactions = new Transactions(store);
    }

    /** Adds the routes under {@code /internal}. */
    public void mount(Router router) {
        router.route("/internal/*").handler(this::requireToken);
        // Vert.x wants a body handler before all others of its route, so the check before it has a route of its own.
        router.post("/internal/transactions").handler(this::requireJson);
        router.post("/internal/transactions")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(routing -> work(routing, this::transact));
        router.get("/internal/snapshot").handler(routing -> work(routing, this::snapshot));
        router.route("/internal/*").failureHandler(this::fail);
    }

    private void requireToken(RoutingContext routing) {
        if (token.admits(routing.request().getHeader("authorization"))) {
            routing.next();
        } else {
            send(
                    routing.response(),
                    Answers.problem(
                            401, "token", "policy-store wants its token: RINGFENCE_STORE_TOKEN of both services"));
        }
    }

    private void requireJson(RoutingContext routing) {
        String type = routing.request().getHeader("content-type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Answers.JSON)) {
            send(routing.response(), Answers.problem(415, "content-type", "the body must be " + Answers.JSON));
        } else {
            routing.next();
        }
    }

    /** A bug in the work is logged once and answered with 500; whether it wrote anything is not known. */
    private void work(RoutingContext routing, BiConsumer<RoutingContext, Context> work) {
        if (!room.tryAcquire()) {
            send(routing.response(), Answers.problem(503, "busy", "too many requests at once, nothing was written"));
            return;
        }
        Context context = vertx.getOrCreateContext();
        threads.execute(() -> {
            try {
                work.accept(routing, context);
            } catch (RuntimeException e) {
                LOG.error("{} {}", routing.request().method(), routing.request().path(), e);
                context.runOnContext(_ -> routing.fail(500));
            } finally {
                room.release();
            }
        });
    }

    private void transact(RoutingContext routing, Context context) {
        Timer.Sample sample = Timer.start(meters);
        Buffer body = routing.body().buffer();
        Answers.Response response = switch (RequestReader.read(body == null ? new byte[0] : body.getBytes())) {
            case RequestReader.Body.Understood(var operations, boolean dryRun) ->
                Answers.of(dryRun ? transactions.judge(operations) : transactions.execute(operations));
            case RequestReader.Body.Malformed(var problems) -> Answers.malformed(problems);
            case RequestReader.Body.Invalid(var problems) -> Answers.invalid(problems);
        };
        sample.stop(meters.timer("ringfence.store.transactions", "status", Integer.toString(response.status())));
        context.runOnContext(_ -> send(routing.response(), response));
    }

    /** {@code {"items":[{"key","revision","resource"}...],"revision":n}}, page by page, as fast as the client takes it. */
    private void snapshot(RoutingContext routing, Context context) {
        HttpServerResponse response = routing.response();
        SnapshotWriter writer = new SnapshotWriter(response, context);
        try {
            ResourceStore.Listing listing = store.list(null, writer::page);
            writer.finish(listing.revision());
        } catch (StoreUnavailableException e) {
            if (writer.hasStarted()) {
                writer.abort();
            } else {
                String detail = "the store is not available: " + e.getMessage();
                context.runOnContext(_ -> send(response, Answers.problem(503, "unavailable", detail)));
            }
        }
    }

    private void fail(RoutingContext routing) {
        if (routing.response().headWritten() || routing.response().ended()) {
            return;
        }
        int status = routing.statusCode() > 0 ? routing.statusCode() : 500;
        String detail = switch (status) {
            case 413 -> "the body is larger than " + MAX_BODY_BYTES + " bytes";
            case 500 -> "a bug; the log of the policy-store says more";
            default -> "the request failed";
        };
        send(routing.response(), Answers.problem(status, status == 413 ? "too-large" : "failed", detail));
    }

    private static void send(HttpServerResponse response, Answers.Response answer) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(answer.status())
                    .putHeader("content-type", answer.contentType())
                    .end(answer.body());
        }
    }

    /** Lets work that has begun finish for a moment, then no longer waits for it. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("requests are still waiting for the store and get no answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
