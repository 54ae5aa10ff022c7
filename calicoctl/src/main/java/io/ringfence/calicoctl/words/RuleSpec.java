package io.ringfence.calicoctl.words;

import io.ringfence.model.rule.Action;
import org.jspecify.annotations.Nullable;

/**
 * A rule as typed: words in their places, values not yet looked at.
 *
 * @param action {@code ALLOW} or {@code DENY}; the words know no other
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} or {@code icmpv6}; null when not said
 * @param icmpType only after {@code icmp} and {@code icmpv6}
 * @param icmpCode only after a type
 */
public record RuleSpec(
        Action action,
        @Nullable String protocol,
        @Nullable String icmpType,
        @Nullable String icmpCode,
        Side from,
        Side to) {

    /** What follows {@code from} or {@code to}. */
    public record Side(
            @Nullable String ports,
            @Nullable String tag,
            @Nullable String cidr) {
        static final Side ANY = new Side(null, null, null);
    }
}
