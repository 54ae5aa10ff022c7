package io.ringfence.calicoctl.words;

/** The words fit no line of the usage. Stays inside this package: callers get {@link Parsed.Misused}. */
final class MisuseException extends Exception {
    private static final long serialVersionUID = 1;
}
