package io.ringfence.log.record;

/**
 * Names a rule set by its content: 22 characters of URL-safe base64.
 *
 * @param text see {@link RuleSet#idOf}
 */
public record RuleSetId(String text) implements Comparable<RuleSetId> {
    @Override
    public int compareTo(RuleSetId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
