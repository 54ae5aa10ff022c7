package io.ringfence.gateway.rest;

import io.ringfence.gateway.forward.StoreClient;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.gateway.request.Transaction;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all writes share: take the body in, read it on a worker, send it on, note what was acknowledged. */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

    private final RequestBodies bodies;
    private final WorkerExecutor workers;
    private final StoreClient store;
    private final ReadModel model;

    Writes(RequestBodies bodies, WorkerExecutor workers, StoreClient store, ReadModel model) {
        this.bodies = bodies;
        this.workers = workers;
        this.store = store;
        this.model = model;
    }

    /** Makes something of a body. Runs on a worker. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] body);
    }

    /** Receives the body and reads it. Fails with {@link RefusedException} if it is refused. */
    <T> Future<T> receive(Exchange exchange, Reader<T> reader) {
        boolean gzip = ContentType.isGzip(exchange);
        return bodies.receive(exchange)
                .compose(body -> onWorker(() -> {
                    byte[] bytes = body.getBytes();
                    return reader.read(gzip ? ContentType.unpack(bytes) : bytes);
                }));
    }

    <T> Future<T> onWorker(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    /** A transaction and its text for the store. */
    record Prepared(Transaction transaction, Buffer text) {
        /** For workers. */
        static Prepared of(Transaction transaction) {
            return new Prepared(transaction, Buffer.buffer(transaction.encode()));
        }
    }

    /** Sends a transaction and notes what is acknowledged by it. The future does not fail. */
    Future<StoreAnswer> send(Exchange exchange, Prepared prepared) {
        boolean dryRun = prepared.transaction().dryRun();
        return store.transact(prepared.text(), exchange.requestId())
                .map(answer -> dryRun ? answer.ofDryRun() : answer)
                .onSuccess(answer -> {
                    if (answer instanceof StoreAnswer.Committed committed && committed.hasChanged()) {
                        model.acknowledge(committed.revision());
                    }
                });
    }

    /** What holds or would hold, or a failure that says why nothing does. */
    static Future<StoreAnswer.Accepted> accepted(Exchange exchange, StoreAnswer answer) {
        return switch (answer) {
            case StoreAnswer.Accepted accepted -> Future.succeededFuture(accepted);
            case StoreAnswer.Refused refused -> Future.failedFuture(new RefusedException(problem(exchange, refused)));
            case StoreAnswer.Unavailable(String detail) ->
                Future.failedFuture(new RefusedException(
                        ProblemDetails.of(ProblemType.UNAVAILABLE, detail + "; nothing was stored, try again")));
            case StoreAnswer.Unknown(String detail) ->
                Future.failedFuture(
                        new RefusedException(
                                ProblemDetails.of(
                                        ProblemType.OUTCOME_UNKNOWN,
                                        detail
                                                + "; the write may or may not have been stored: read the resource before trying again")));
        };
    }

    private static ProblemDetails problem(Exchange exchange, StoreAnswer.Refused refused) {
        ProblemType type = switch (refused.status()) {
            case 404 -> ProblemType.NOT_FOUND;
            case 409 -> ProblemType.CONFLICT;
            case 412 -> ProblemType.PRECONDITION_FAILED;
            case 413 -> ProblemType.TOO_LARGE;
            case 422 -> ProblemType.INVALID;
            default -> ProblemType.INTERNAL;
        };
        if (type == ProblemType.INTERNAL) {
            LOG.error(
                    "request {}: policy-store refused with {} what the gateway had accepted: {}",
                    exchange.requestId(),
                    refused.status(),
                    refused.detail());
        }
        return new ProblemDetails(type, refused.detail(), items(refused.reasons()));
    }

    private static List<ProblemItem> items(List<StoreAnswer.Reason> reasons) {
        return reasons.stream()
                .map(reason -> new ProblemItem(
                        reason.operation() < 0 ? null : reason.operation(),
                        reason.key(),
                        0,
                        0,
                        reason.field(),
                        reason.value(),
                        reason.reason(),
                        reason.message()))
                .toList();
    }
}
