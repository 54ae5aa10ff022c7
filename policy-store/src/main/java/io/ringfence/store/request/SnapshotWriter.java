package io.ringfence.store.request;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.history.StoredResource;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes a listing as one JSON object. Owner: the request's virtual thread, which waits until each page is on its way. */
final class SnapshotWriter {
    /** A client that takes nothing for so long is cut off. */
    private static final long PATIENCE_SECONDS = 30;

    private final HttpServerResponse response;
    private final Context context;
    private boolean started;

    SnapshotWriter(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
    }

    boolean hasStarted() {
        return started;
    }

    void page(List<StoredResource> page) {
        Buffer buffer = Buffer.buffer();
        for (StoredResource resource : page) {
            buffer.appendString(started ? "," : "{\"items\":[");
            started = true;
            buffer.appendString("{\"key\":")
                    .appendString(Json.encode(resource.key().toString()))
                    .appendString(",\"revision\":" + resource.modified() + ",\"resource\":")
                    .appendBytes(resource.value().bytes())
                    .appendString("}");
        }
        write(buffer, false);
    }

    void finish(Revision revision) {
        write(Buffer.buffer((started ? "" : "{\"items\":[") + "],\"revision\":" + revision + "}"), true);
    }

    /** Cuts the connection, so that nobody takes half a listing for a whole one. */
    void abort() {
        context.runOnContext(_ -> response.reset());
    }

    private void write(Buffer buffer, boolean last) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        context.runOnContext(_ -> {
            if (!response.headWritten()) {
                response.setChunked(true).putHeader("content-type", Answers.JSON);
            }
            (last ? response.end(buffer) : response.write(buffer)).onComplete(result -> {
                if (result.succeeded()) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(result.cause());
                }
            });
        });
        try {
            written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailableException("the client takes nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("stopped", e);
        }
    }
}
