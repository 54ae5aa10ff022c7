package io.ringfence.model.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a packet on its whole way.
 *
 * @param egress at the endpoint it leaves; null when it comes from no endpoint
 * @param ingress at the endpoint it reaches; null when it goes to no endpoint, or was dropped before
 */
public record Passage(@Nullable Verdict egress, @Nullable Verdict ingress) {
    /** Every endpoint on the way must allow it. */
    public boolean allowed() {
        return (egress == null || egress.allowed()) && (ingress == null || ingress.allowed());
    }
}
