package io.ringfence.log.topic;

import java.util.List;

/** Topics exist with settings that would break the order, the completeness or the durability of the log. An operator must act. */
public final class TopicSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    TopicSettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One for each wrong setting: topic, setting, what is there, what must be. */
    public List<String> problems() {
        return problems;
    }
}
