package io.ringfence.gateway.rest;

import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Revision;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Owner: the gateway's context. */
final class Exchange {
    static final String REQUEST_ID = "X-Request-Id";
    static final String REVISION = "Ringfence-Revision";
    static final String STALE = "Ringfence-Stale";

    /** Of an answer: nothing was stored. */
    static final String DRY_RUN_HEADER = "Ringfence-Dry-Run";

    /** Of a request: nothing shall be stored. */
    static final String DRY_RUN = "dryRun";

    /** What a caller may choose as the id of its request; another one is replaced by ours. */
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final String ATTRIBUTE = "exchange";

    private final RoutingContext routing;
    private final String requestId;

    private Exchange(RoutingContext routing, String requestId) {
        this.routing = routing;
        this.requestId = requestId;
    }

    /** The same exchange for the same request. */
    static Exchange of(RoutingContext routing) {
        Exchange known = routing.get(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        String offered = routing.request().getHeader(REQUEST_ID);
        String id = offered != null && ACCEPTED_ID.matcher(offered).matches() ? offered : newId();
        Exchange exchange = new Exchange(routing, id);
        routing.put(ATTRIBUTE, exchange);
        routing.response().putHeader(REQUEST_ID, id);
        return exchange;
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    String requestId() {
        return requestId;
    }

    HttpServerRequest request() {
        return routing.request();
    }

    HttpServerResponse response() {
        return routing.response();
    }

    /**
     * Does something when the answer has been sent or the client has gone; fails in the second case. Several may be added, whereas the
     * response itself keeps the last of its handlers only.
     */
    void onEnd(Handler<AsyncResult<Void>> handler) {
        routing.addEndHandler(handler);
    }

    boolean isHead() {
        return routing.request().method().equals(HttpMethod.HEAD);
    }

    /** A header's value; null when it is not there. Several of the same name count as one list (RFC 9110, 5.3). */
    @Nullable
    String header(String name) {
        var values = routing.request().headers().getAll(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** A part of the path, decoded. */
    String part(String name) {
        String value = routing.pathParam(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part " + name);
        }
        return value;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(routing.queryParams().get(name));
    }

    /** A revision; empty when the parameter is not there. */
    Optional<Revision> revisionParameter(String name) {
        return parameter(name).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw badParameter(name, text, "must be a revision, a whole number from 0");
            }
            return new Revision(Long.parseLong(text));
        });
    }

    /**
     * Whether a write shall only be judged. Nothing but the two words counts: what is mistaken for no dry run would be written.
     */
    boolean isDryRun() {
        String text = parameter(DRY_RUN).orElse("false");
        boolean dryRun = text.equals("true");
        if (!dryRun && !text.equals("false")) {
            throw badParameter(DRY_RUN, text, "must be true or false");
        }
        return dryRun;
    }

    /** Says in the header that nothing was stored. */
    void describeDryRun() {
        response().putHeader(DRY_RUN_HEADER, "true");
    }

    /** Refuses parameters that the route does not take, and those given twice. */
    void requireParametersAmong(Set<String> allowed) {
        MultiMap parameters = routing.queryParams();
        for (String name : parameters.names()) {
            if (!allowed.contains(name)) {
                throw badParameter(
                        name,
                        null,
                        allowed.isEmpty()
                                ? "there is no such parameter; this path takes none"
                                : "there is no such parameter; known are "
                                        + String.join(
                                                ", ", allowed.stream().sorted().toList()));
            }
            if (parameters.getAll(name).size() > 1) {
                throw badParameter(name, null, "is given more than once");
            }
        }
    }

    RefusedException badParameter(String name, @Nullable String value, String reason) {
        return new RefusedException(
                ProblemDetails.about(ProblemType.MALFORMED, ProblemItem.about("parameter " + name, value, reason)));
    }

    /** Says in the header what a reading shows. */
    void describe(ReadModel.Reading reading) {
        response().putHeader(REVISION, reading.snapshot().revision().toString());
        if (reading.stale()) {
            response().putHeader(STALE, "true");
        }
    }

    Future<Void> send(int status, String mediaType, Buffer body) {
        return response()
                .setStatusCode(status)
                .putHeader("Content-Type", mediaType)
                .end(body);
    }

    Future<Void> sendNothing(int status) {
        return response().setStatusCode(status).end();
    }

    /** Ends the exchange with a problem; what is under way already is cut off instead, so that nobody takes it for whole. */
    void refuse(ProblemDetails problem) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        response.headers().remove("ETag");
        // Not for an unknown outcome: what may have been done is to be looked at before it is asked for again.
        if (problem.type() == ProblemType.UNAVAILABLE) {
            response.putHeader("Retry-After", "1");
        }
        send(problem.type().status(), ProblemDetails.MEDIA_TYPE, Buffer.buffer(problem.encode(requestId)));
    }
}
