package io.ringfence.calicoctl.rules;

import io.ringfence.model.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of {@code rule json} and {@code rule update}, read and written by {@link RulesJsonReader} and {@link RulesJsonWriter}. */
public final class RulesJson {
    private RulesJson() {}

    /** What reading comes to. */
    public sealed interface ReadResult {}

    /**
     * Both lists, whole.
     *
     * @param id the profile that the text says it is for; null when it does not say
     */
    public record Rules(@Nullable String id, List<Rule> inbound, List<Rule> outbound) implements ReadResult {
        public Rules {
            inbound = List.copyOf(inbound);
            outbound = List.copyOf(outbound);
        }
    }

    /** The text is not rules. */
    public record Unreadable(String message) implements ReadResult {}
}
