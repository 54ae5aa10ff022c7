package io.ringfence.kit.config;

import java.util.List;

/** The settings are wrong. Somebody must change them; trying again is no use. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigurationException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One for each wrong key, in the order of the record, unknown keys last. Never holds a secret. */
    public List<String> problems() {
        return problems;
    }
}
