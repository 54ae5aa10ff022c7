package io.ringfence.model.resource;

import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ordered rules for all endpoints that the selector matches.
 *
 * @param annotations free text for people and tools; no effect
 * @param tier the tier it belongs to; {@link Tier#DEFAULT} unless said otherwise
 * @param order lower is earlier; null is last; equal orders go by name
 * @param types directions that it governs; never empty (an empty list in a document takes the default, see {@link #defaultTypes})
 * @param doNotTrack before conntrack; host endpoints only
 * @param preDnat before destination NAT; host endpoints only
 * @param applyOnForward also for traffic that a host endpoint's host forwards
 */
public record Policy(
        String name,
        Map<String, String> annotations,
        String tier,
        @Nullable Double order,
        Selector selector,
        List<Rule> ingress,
        List<Rule> egress,
        Set<Direction> types,
        boolean doNotTrack,
        boolean preDnat,
        boolean applyOnForward)
        implements Resource {
    public Policy {
        annotations = Map.copyOf(annotations);
        // Minus zero would sort before zero.
        order = order == null ? null : order + 0.0;
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a policy governs at least one direction");
        }
        types = Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    /** What a policy governs when it does not say: egress only if all its rules are egress rules, else ingress, or both. */
    public static Set<Direction> defaultTypes(List<Rule> ingress, List<Rule> egress) {
        if (egress.isEmpty()) {
            return EnumSet.of(Direction.INGRESS);
        }
        return ingress.isEmpty() ? EnumSet.of(Direction.EGRESS) : EnumSet.allOf(Direction.class);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.POLICY, name);
    }
}
