package io.ringfence.gateway.problems;

import java.util.Locale;

/** The kinds of refusal that a program may want to tell apart. */
public enum ProblemType {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHORIZED(401, "A valid token is needed"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable form"),
    TIMEOUT(408, "The request came too slowly"),
    CONFLICT(409, "The resources are not as the request presumes"),
    GONE(410, "Too old to continue from"),
    PRECONDITION_FAILED(412, "A precondition does not hold"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    INVALID(422, "The input is refused"),
    HEADERS_TOO_LARGE(431, "The header is too large"),
    INTERNAL(500, "A fault of the gateway"),
    UNAVAILABLE(503, "Not now"),
    /** A write was sent on and no answer came: it may have been stored. */
    OUTCOME_UNKNOWN(503, "It is not known whether the write was stored");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The type member of the problem. */
    public String uri() {
        return "urn:ringfence:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
