package io.ringfence.gateway.rest;

import io.ringfence.gateway.view.Item;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;

/**
 * Sends a list, part by part: a worker encodes the next part when the client has taken the one before. However long the list, one part
 * is in memory. A client that takes nothing for as long as the connection may be idle is closed by the server.
 */
final class ListSender {
    /** Resources in one part, some 0.5 MB; a list that fits in is sent whole, with its length. */
    private static final int PART = 512;

    private final HttpServerResponse response;
    private final Writes workers;
    private final Revision revision;
    private final Iterator<Item> items;
    private boolean begun;

    ListSender(HttpServerResponse response, Writes workers, Revision revision, Iterator<Item> items) {
        this.response = response;
        this.workers = workers;
        this.revision = revision;
        this.items = items;
    }

    Future<Void> send() {
        return workers.onWorker(this::part).compose(part -> {
            if (!items.hasNext()) {
                return response.end(part);
            }
            if (!begun) {
                begun = true;
                response.setChunked(true);
            }
            Future<Void> written = response.write(part);
            return response.writeQueueFull() ? drained().compose(_ -> send()) : written.compose(_ -> send());
        });
    }

    private Future<Void> drained() {
        Promise<Void> drained = Promise.promise();
        response.drainHandler(_ -> drained.tryComplete());
        response.closeHandler(_ -> drained.tryFail("the client has gone"));
        return drained.future();
    }

    /** On a worker. */
    private Buffer part() {
        Buffer part = Buffer.buffer();
        if (!begun) {
            part.appendString("{\"revision\":" + revision + ",\"items\":[");
        }
        for (int i = 0; i < PART && items.hasNext(); i++) {
            Item item = items.next();
            if (begun || i > 0) {
                part.appendByte((byte) ',');
            }
            part.appendString("{\"revision\":" + item.revision() + ",\"resource\":")
                    .appendBytes(ResourceJson.encode(item.resource()))
                    .appendByte((byte) '}');
        }
        if (!items.hasNext()) {
            part.appendString("]}");
        }
        return part;
    }
}
