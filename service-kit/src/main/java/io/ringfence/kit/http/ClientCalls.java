package io.ringfence.kit.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Supplier;

/** Calls whose answers are read whole. */
public final class ClientCalls {
    private ClientCalls() {}

    /**
     * Makes a call on an event loop: the caller's if it is on one. On any other thread the body could be there before anybody asks for it.
     */
    public static <T> Future<T> onEventLoop(Vertx vertx, Supplier<Future<T>> call) {
        Promise<T> outcome = Promise.promise();
        vertx.runOnContext(_ -> call.get().onComplete(outcome));
        return outcome.future();
    }

    /**
     * The whole body. On the response's event loop, before it is left.
     *
     * @param maxBytes of more than this nothing is kept, the request is reset and the future fails
     */
    public static Future<Buffer> body(HttpClientResponse response, int maxBytes) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > maxBytes) {
                whole.tryFail("an answer of more than " + maxBytes + " bytes");
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(_ -> whole.tryComplete(body));
        return whole.future();
    }
}
