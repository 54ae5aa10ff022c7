package io.ringfence.log.record;

/**
 * A record that this version cannot read: another writer's, a later version's, or damaged. What it says is unknown, so a reader must
 * not go on as if it said nothing: a field it does not know could be a criterion that narrows a rule.
 */
public final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    public MalformedRecordException(String key, String reason) {
        super("record " + key + ": " + reason);
        this.key = key;
        this.reason = reason;
    }

    /** The record's key, as it stands on the topic; {@code (none)} when it has none. */
    public String key() {
        return key;
    }

    /** What is wrong, naming the field. */
    public String reason() {
        return reason;
    }
}
