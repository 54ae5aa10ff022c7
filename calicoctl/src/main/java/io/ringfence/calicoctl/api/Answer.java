package io.ringfence.calicoctl.api;

/** What the gateway answered. */
public sealed interface Answer<T> {
    record Done<T>(T value) implements Answer<T> {}

    /**
     * The gateway said no, and why. Nothing was written.
     *
     * @param status the HTTP status, 400 and up
     * @param message the first problem in the gateway's words
     */
    record Refused<T>(int status, String message) implements Answer<T> {
        public static final int NOT_FOUND = 404;
        public static final int CONFLICT = 409;
        public static final int PRECONDITION_FAILED = 412;
        public static final int TOO_LARGE = 413;

        /** Whether a write was refused because something is no longer as it was when it was read. */
        public boolean isOvertaken() {
            return status == NOT_FOUND || status == CONFLICT || status == PRECONDITION_FAILED;
        }

        /** The same answer where another kind of value was hoped for. */
        public <U> Refused<U> as() {
            return new Refused<>(status, message);
        }
    }
}
