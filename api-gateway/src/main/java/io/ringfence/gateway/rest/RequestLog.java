package io.ringfence.gateway.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line for each request, by the id that its answer has. */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final Set<HttpMethod> WRITES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH);

    private static final int MAX_PATH = 256;

    private RequestLog() {}

    /**
     * Tells writes, and whatever was refused, at level info; other reads at debug. The query is left out.
     *
     * @param sent whether the client took the whole answer; of a write that is done it may have gone before
     */
    static void answered(String id, HttpServerRequest request, boolean sent, Duration took) {
        HttpServerResponse response = request.response();
        boolean refused = response.headWritten() && response.getStatusCode() >= 400;
        Level level = refused || WRITES.contains(request.method()) ? Level.INFO : Level.DEBUG;
        LOG.atLevel(level)
                .log(
                        "request {}: {} {} -> {}{} in {} ms",
                        id,
                        request.method(),
                        shortened(request.path()),
                        response.headWritten() ? response.getStatusCode() : "nothing",
                        sent ? "" : ", cut off",
                        took.toMillis());
    }

    /** Enough of a path to know it again. */
    static String shortened(@Nullable String path) {
        return path == null ? "" : path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH) + "...";
    }
}
