package io.ringfence.model.selector;

/** A selector that cannot be read. The message says what was expected and ends with the column. */
public final class SelectorSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    SelectorSyntaxException(String reason, int column) {
        super(reason + " at column " + column);
        this.column = column;
    }

    /** Where reading stopped: 1 is the first character; one past the length when the text ended too early. */
    public int column() {
        return column;
    }
}
