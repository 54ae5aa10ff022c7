package io.ringfence.calicoctl.api;

import java.util.List;

/** What the gateway answered. */
public sealed interface Answer<T> {
    record Done<T>(T value) implements Answer<T> {}

    /**
     * The gateway said no, and why. Nothing was written.
     *
     * @param status the HTTP status, 400 and up
     * @param message the first problem in the gateway's words
     * @param causes what is wrong with single operations of a transaction; empty when it is none or that is not told
     */
    record Refused<T>(int status, String message, List<Cause> causes) implements Answer<T> {
        public static final int NOT_FOUND = 404;
        public static final int CONFLICT = 409;
        public static final int PRECONDITION_FAILED = 412;
        public static final int TOO_LARGE = 413;

        public Refused {
            causes = List.copyOf(causes);
        }

        public Refused(int status, String message) {
            this(status, message, List.of());
        }

        /** Whether what was asked about does not exist. */
        public boolean isAbsent() {
            return status == NOT_FOUND;
        }

        /** Whether what was to be created exists, or what was to be replaced is another than was read. */
        public boolean isTaken() {
            return status == CONFLICT || status == PRECONDITION_FAILED;
        }

        /** Whether a write was refused because something is no longer as it was when it was read. */
        public boolean isOvertaken() {
            return isAbsent() || isTaken();
        }

        /** The same answer where another kind of value was hoped for. */
        public <U> Refused<U> as() {
            return new Refused<>(status, message, causes);
        }
    }

    /** Why an operation is refused, given its index in the transaction, from 0. */
    record Cause(int operation, String message) {}
}
