package io.ringfence.agent.program;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param edits commands that were written, of rules and sets together; 0 when the kernel held everything already
 * @param held endpoints that stay as they were, by interface, with the kernel's message
 * @param repairs differences between what the kernel was left with and what it was found with, in words; only after a fresh reading
 * @param failure why the host as a whole could not be programmed; null when it was, but for the held endpoints. Then nothing is known
 *     of the kernel, and the attempt is to be repeated
 */
public record Outcome(
        int edits,
        Map<String, String> held,
        List<String> repairs,
        @Nullable String failure) {
    public Outcome {
        held = Map.copyOf(held);
        repairs = List.copyOf(repairs);
    }

    /** Whether the kernel holds all that is wanted. */
    public boolean isComplete() {
        return failure == null && held.isEmpty();
    }
}
