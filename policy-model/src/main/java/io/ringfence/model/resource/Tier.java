package io.ringfence.model.resource;

import io.ringfence.model.rule.Action;
import org.jspecify.annotations.Nullable;

/**
 * A group of policies that is evaluated as a whole. The tier {@link #DEFAULT} exists always, stored or not.
 *
 * @param order lower is earlier; null is 1,000,000; equal orders go by name
 * @param defaultAction {@code DENY} or {@code PASS}, for traffic that the tier governs and no rule decides
 */
public record Tier(String name, @Nullable Double order, Action defaultAction) implements Resource {
    public static final String DEFAULT = "default";

    /** Where a tier without an order stands. */
    public static final double DEFAULT_ORDER = 1_000_000;

    public Tier {
        // Minus zero would sort before zero.
        order = order == null ? null : order + 0.0;
        if (defaultAction != Action.DENY && defaultAction != Action.PASS) {
            throw new IllegalArgumentException("a tier denies or passes: " + defaultAction);
        }
    }

    /** The tier that is there without being stored. */
    public static Tier implicitDefault() {
        return new Tier(DEFAULT, DEFAULT_ORDER, Action.DENY);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.TIER, name);
    }
}
