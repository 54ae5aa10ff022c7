package io.ringfence.gateway.rest;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.validate.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Takes in bodies, each within a size and a time, all together within a budget of memory. Owner: the gateway's context.
 */
final class RequestBodies {
    /** Bodies held at once. A request that does not fit in is refused with 503; it may come again. */
    static final long BUDGET_BYTES = 256L << 20;

    /** A body that takes longer is refused with 408: nobody holds a place by sending slowly. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Of a refused body so much is read and dropped, so that the client comes to read the answer; then the connection is closed. */
    private static final long MAX_DROPPED_BYTES = 64L << 20;

    private final Vertx vertx;
    private long heldBytes;

    RequestBodies(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Must be called before anything else waits: the body arrives at once. Fails with {@link RefusedException}. */
    Future<Buffer> receive(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        long announced = announced(request);
        if (announced > Limits.MAX_BODY_BYTES) {
            drop(request);
            return Future.failedFuture(tooLarge());
        }
        long reserved = announced >= 0 ? announced : Limits.MAX_BODY_BYTES;
        if (heldBytes + reserved > BUDGET_BYTES) {
            drop(request);
            return Future.failedFuture(new RefusedException(ProblemDetails.of(
                    ProblemType.UNAVAILABLE, "too many bodies are being received, nothing was stored")));
        }
        heldBytes += reserved;
        exchange.onEnd(_ -> heldBytes -= reserved);
        return collect(request);
    }

    private Future<Buffer> collect(HttpServerRequest request) {
        Promise<Buffer> body = Promise.promise();
        Buffer received = Buffer.buffer();
        long timer = vertx.setTimer(DEADLINE.toMillis(), _ -> {
            body.tryFail(new RefusedException(ProblemDetails.of(
                    ProblemType.TIMEOUT, "the body did not arrive within " + DEADLINE.toSeconds() + " s")));
            drop(request);
        });
        request.exceptionHandler(failure -> body.tryFail(new RefusedException(
                ProblemDetails.of(ProblemType.MALFORMED, "the body broke off: " + failure.getMessage()))));
        request.handler(chunk -> {
            if (received.length() + chunk.length() > Limits.MAX_BODY_BYTES) {
                drop(request);
                body.tryFail(tooLarge());
            } else {
                received.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> body.tryComplete(received));
        return body.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static void drop(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] dropped = {0};
        request.handler(chunk -> {
            dropped[0] += chunk.length();
            if (dropped[0] > MAX_DROPPED_BYTES) {
                request.connection().close();
            }
        });
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            throw new RefusedException(
                    ProblemDetails.of(ProblemType.MALFORMED, "Content-Length is not a number: " + length));
        }
    }

    static RefusedException tooLarge() {
        return new RefusedException(ProblemDetails.of(
                ProblemType.TOO_LARGE,
                "the body is larger than the limit of " + Limits.MAX_BODY_BYTES + " bytes; send it in parts"));
    }
}
