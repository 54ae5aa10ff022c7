package io.ringfence.store.request;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param operation index of the operation, from 0; -1 when it is the request as a whole
 * @param key as the operation says it; null when it does not
 * @param field path in the resource's document, or of the operation; null when no one field is at fault
 * @param reason a word for programs
 * @param message for people
 */
record RequestProblem(
        int operation, @Nullable String key, @Nullable String field, String reason, String message) {
    static final int WHOLE_REQUEST = -1;

    static RequestProblem ofRequest(String reason, String message) {
        return new RequestProblem(WHOLE_REQUEST, null, null, reason, message);
    }
}
