package io.ringfence.model.text;

/** A text that is not YAML or JSON, or exceeds a limit of the form. */
final class DocumentSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * Without a stack trace: it is a result, not an accident.
     *
     * @param line from 1; 0 when unknown
     */
    DocumentSyntaxException(String reason, int line) {
        super(reason, null, false, false);
        this.line = line;
    }

    int line() {
        return line;
    }
}
