package io.ringfence.gateway.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Requests that wait for a condition to hold. Owner: the gateway's context. */
final class Awaits {
    private final Vertx vertx;
    private final int limit;
    private final Set<Await> waiting = new LinkedHashSet<>();

    /**
     * Nobody waits yet.
     *
     * @param limit most that wait at once; one more is told at once that the condition does not hold
     */
    Awaits(Vertx vertx, int limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    private record Await(BooleanSupplier condition, Promise<Boolean> promise, long timer) {}

    boolean isFull() {
        return waiting.size() >= limit;
    }

    /** Whether the condition came to hold in time. The future does not fail. */
    Future<Boolean> until(BooleanSupplier condition, Duration atMost) {
        if (condition.getAsBoolean()) {
            return Future.succeededFuture(true);
        }
        if (isFull() || atMost.toMillis() < 1) {
            return Future.succeededFuture(false);
        }
        Promise<Boolean> promise = Promise.promise();
        Await[] self = new Await[1];
        long timer = vertx.setTimer(atMost.toMillis(), _ -> {
            waiting.remove(self[0]);
            promise.complete(condition.getAsBoolean());
        });
        self[0] = new Await(condition, promise, timer);
        waiting.add(self[0]);
        return promise.future();
    }

    /** Something has changed. */
    void check() {
        Iterator<Await> each = waiting.iterator();
        Set<Await> done = new LinkedHashSet<>();
        while (each.hasNext()) {
            Await await = each.next();
            if (await.condition().getAsBoolean()) {
                each.remove();
                done.add(await);
            }
        }
        // Completed only now: what waits may wait again.
        for (Await await : done) {
            vertx.cancelTimer(await.timer());
            await.promise().complete(true);
        }
    }
}
