package io.ringfence.model.verdict;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.EffectiveLabels;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges packets by the resources alone. The order of events at an endpoint, for each direction:
 *
 * <ol>
 *   <li>Tiers by order, then name; a tier takes part if one of its policies selects the endpoint and governs the direction.
 *   <li>In a tier those policies by order, then name; in a policy its rules. The first rule that matches and is not {@code log}
 *       decides: {@code allow} and {@code deny} finally, {@code pass} ends the tier.
 *   <li>A tier that ends without decision has its default action: {@code deny}, or {@code pass}.
 *   <li>If no tier decided, the endpoint's profiles in its order. In a profile {@code pass} means: on to the next profile. A profile
 *       that is missing denies.
 *   <li>Then drop.
 * </ol>
 */
public final class ReferenceVerdict {
    private final Map<String, Tier> tiers = new HashMap<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<ResourceKey, WorkloadEndpoint> workloads = new HashMap<>();
    private final RuleMatch match;

    /** Takes every resource that there is, in any order; of equal keys the last counts. */
    public ReferenceVerdict(Collection<? extends Resource> resources) {
        Map<ResourceKey, Resource> current = new HashMap<>();
        resources.forEach(resource -> current.put(resource.key(), resource));
        tiers.put(Tier.DEFAULT, Tier.implicitDefault());
        for (Resource resource : current.values()) {
            switch (resource) {
                case Tier tier -> tiers.put(tier.name(), tier);
                case Policy policy -> policies.add(policy);
                case Profile profile -> profiles.put(profile.name(), profile);
                case WorkloadEndpoint endpoint -> workloads.put(endpoint.key(), endpoint);
                case HostEndpoint _, NetworkSet _ -> {
                    // They matter as members of selectors only.
                }
                case Node _, IpPool _, IpamBlock _ -> {
                    // They have no effect on policy.
                }
            }
        }
        match = new RuleMatch(current.values(), profiles);
    }

    /**
     * Judges a packet at one endpoint. Its addresses need not be the endpoint's. Throws {@link IllegalArgumentException} unless the key
     * is a workload endpoint's.
     */
    public Verdict judge(ResourceKey endpoint, Direction direction, Packet packet) {
        if (endpoint.kind() != Kind.WORKLOAD_ENDPOINT) {
            throw new IllegalArgumentException("not a workload endpoint: " + endpoint);
        }
        WorkloadEndpoint workload = workloads.get(endpoint);
        if (workload == null) {
            return new Verdict(false, direction, new Verdict.MissingEndpoint(endpoint));
        }
        Verdict byTiers = judgeTiers(workload, direction, packet);
        return byTiers != null ? byTiers : judgeProfiles(workload, direction, packet);
    }

    /**
     * Judges a packet on its way: leaving one endpoint, then reaching the other.
     *
     * @param from null when it comes from outside of all endpoints
     * @param to null when it goes outside
     */
    public Passage between(@Nullable ResourceKey from, @Nullable ResourceKey to, Packet packet) {
        Verdict egress = from == null ? null : judge(from, Direction.EGRESS, packet);
        boolean dropped = egress != null && !egress.allowed();
        Verdict ingress = to == null || dropped ? null : judge(to, Direction.INGRESS, packet);
        return new Passage(egress, ingress);
    }

    /** As above, between the endpoints that have the packet's addresses; of several with one address the first by key. */
    public Passage between(Packet packet) {
        return between(owner(packet.source()), owner(packet.destination()), packet);
    }

    /** The policies that govern an endpoint in a direction, in the order they are asked. */
    public List<Policy> policiesOf(ResourceKey endpoint, Direction direction) {
        WorkloadEndpoint workload = workloads.get(endpoint);
        return workload == null ? List.of() : governing(workload, direction);
    }

    private @Nullable Verdict judgeTiers(WorkloadEndpoint endpoint, Direction direction, Packet packet) {
        List<Policy> governing = governing(endpoint, direction);
        for (String name : governing.stream().map(Policy::tier).distinct().toList()) {
            List<Policy> ofTier = governing.stream()
                    .filter(policy -> policy.tier().equals(name))
                    .toList();
            Verdict verdict = judgeTier(tier(name), ofTier, direction, packet);
            if (verdict != null) {
                return verdict;
            }
        }
        return null;
    }

    /** Null when the tier passes. */
    private @Nullable Verdict judgeTier(Tier tier, List<Policy> ofTier, Direction direction, Packet packet) {
        for (Policy policy : ofTier) {
            List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
            int decider = decider(rules, packet);
            if (decider > 0) {
                Action action = rules.get(decider - 1).action();
                Verdict.Decision decision = new Verdict.PolicyRule(tier.name(), policy.name(), decider);
                return action == Action.PASS ? null : new Verdict(action == Action.ALLOW, direction, decision);
            }
        }
        return tier.defaultAction() == Action.PASS
                ? null
                : new Verdict(false, direction, new Verdict.EndOfTier(tier.name()));
    }

    private Verdict judgeProfiles(WorkloadEndpoint endpoint, Direction direction, Packet packet) {
        for (String name : endpoint.profiles()) {
            Profile profile = profiles.get(name);
            if (profile == null) {
                return new Verdict(false, direction, new Verdict.MissingProfile(name));
            }
            List<Rule> rules = direction == Direction.INGRESS ? profile.ingress() : profile.egress();
            int decider = decider(rules, packet);
            if (decider > 0 && rules.get(decider - 1).action() != Action.PASS) {
                boolean allowed = rules.get(decider - 1).action() == Action.ALLOW;
                return new Verdict(allowed, direction, new Verdict.ProfileRule(name, decider));
            }
        }
        return new Verdict(false, direction, new Verdict.EndOfProfiles());
    }

    /** The number, from 1, of the first rule that matches and is not {@code log}; 0 when there is none. */
    private int decider(List<Rule> rules, Packet packet) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).action() != Action.LOG && match.matches(rules.get(i), packet)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Policies before connection tracking or address translation are for host endpoints only. */
    private List<Policy> governing(WorkloadEndpoint endpoint, Direction direction) {
        Map<String, String> labels = EffectiveLabels.of(endpoint, profiles::get);
        return policies.stream()
                .filter(policy -> !policy.doNotTrack() && !policy.preDnat())
                .filter(policy -> policy.types().contains(direction))
                .filter(policy -> policy.selector().matches(labels))
                .sorted(Comparator.comparingDouble((Policy policy) -> tierOrder(tier(policy.tier())))
                        .thenComparing(Policy::tier)
                        .thenComparingDouble(
                                policy -> policy.order() == null ? Double.POSITIVE_INFINITY : policy.order())
                        .thenComparing(Policy::name))
                .toList();
    }

    /** A tier that is named but missing has no order and denies. */
    private Tier tier(String name) {
        Tier tier = tiers.get(name);
        return tier == null ? new Tier(name, null, Action.DENY) : tier;
    }

    private static double tierOrder(Tier tier) {
        Double order = tier.order();
        return order == null ? Tier.DEFAULT_ORDER : order;
    }

    private @Nullable ResourceKey owner(Cidr address) {
        return workloads.values().stream()
                .filter(workload -> workload.ipNetworks().contains(address))
                .map(WorkloadEndpoint::key)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
