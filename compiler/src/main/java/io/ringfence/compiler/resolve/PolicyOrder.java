package io.ringfence.compiler.resolve;

import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In which order tiers and policies are evaluated, and which policies count at all. */
public final class PolicyOrder {
    /** By order, none last, then by name. */
    public static final Comparator<Policy> POLICIES = Comparator.comparingDouble(
                    (Policy policy) -> orderOr(policy.order(), Double.POSITIVE_INFINITY))
            .thenComparing(Policy::name);

    /** By order, none being {@link Tier#DEFAULT_ORDER}, then by name. */
    public static final Comparator<Tier> TIERS = Comparator.comparingDouble(
                    (Tier tier) -> orderOr(tier.order(), Tier.DEFAULT_ORDER))
            .thenComparing(Tier::name);

    private PolicyOrder() {}

    /** Whether a policy can govern workload endpoints: those before conntrack and before DNAT are for host endpoints only. */
    public static boolean governsWorkloads(Policy policy) {
        return !policy.doNotTrack() && !policy.preDnat();
    }

    /**
     * The tier of that name. The store refuses a policy without its tier; should one come nevertheless, its tier stands at the default
     * order and denies, so that the policy's endpoints are not opened.
     */
    public static Tier tier(String name, Map<String, Tier> stored) {
        Tier tier = stored.get(name);
        return tier != null ? tier : new Tier(name, null, Action.DENY);
    }

    static boolean governs(Policy policy, Direction direction) {
        return policy.types().contains(direction);
    }

    /** Adding zero makes the two zeros equal. */
    private static double orderOr(@Nullable Double order, double absent) {
        return (order == null ? absent : order) + 0.0;
    }
}
