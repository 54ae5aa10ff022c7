package io.ringfence.gateway.rest;

import io.ringfence.gateway.events.EventStream;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/** The stream of changes as server-sent events. */
final class EventRoutes {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStream stream;

    EventRoutes(EventStream stream) {
        this.stream = stream;
    }

    List<Route> routes() {
        return List.of(new Route(HttpMethod.GET, "/v1/events", Set.of("from"), "text/event-stream", false, this::open));
    }

    private Future<Void> open(Exchange exchange) {
        if (!stream.isInSync()) {
            throw unavailable("the gateway has not yet read policy.events to its end");
        }
        if (stream.isFull()) {
            throw unavailable("too many clients follow the events already");
        }
        Revision after = after(exchange);
        HttpServerResponse response = exchange.response();
        if (stream.floor().isAfter(after)) {
            throw new RefusedException(ProblemDetails.of(
                    ProblemType.GONE,
                    "events after revision " + after + " are no longer all held, the oldest to continue from is "
                            + stream.floor() + ": list what there is, then continue from the list's revision"));
        }
        response.setStatusCode(200)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                // Compressed, an event would wait for more to come.
                .putHeader("Content-Encoding", "identity")
                .setChunked(true);
        if (exchange.isHead()) {
            return exchange.sendNothing(200);
        }
        stream.open(response, after);
        return Future.succeededFuture();
    }

    /** What a client that reconnects has seen last counts more than where it once began. */
    private Revision after(Exchange exchange) {
        String last = exchange.header(LAST_EVENT_ID);
        if (last != null && !last.isBlank()) {
            if (!last.strip().matches("[0-9]{1,18}")) {
                throw new RefusedException(ProblemDetails.about(
                        ProblemType.MALFORMED, ProblemItem.about(LAST_EVENT_ID, last, "must be a revision")));
            }
            return new Revision(Long.parseLong(last.strip()));
        }
        return exchange.revisionParameter("from").orElse(stream.newest());
    }

    private static RefusedException unavailable(String detail) {
        return new RefusedException(ProblemDetails.of(ProblemType.UNAVAILABLE, detail));
    }
}
