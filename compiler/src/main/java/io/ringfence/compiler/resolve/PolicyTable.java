package io.ringfence.compiler.resolve;

import io.ringfence.compiler.match.Work;
import io.ringfence.log.record.RuleSet;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies that govern workload endpoints, by the selector that they share, and the tiers that order them. */
final class PolicyTable {
    private final Work work;
    private final Map<String, Placed> byName = new HashMap<>();
    private final Map<Integer, Map<String, Policy>> bySelector = new HashMap<>();
    private final Map<String, Set<String>> namesByTier = new HashMap<>();
    private final Map<String, Tier> tiers = new HashMap<>();

    /** A policy and the matcher's number of its selector. */
    record Placed(Policy policy, int selector) {}

    PolicyTable(Work work) {
        this.work = work;
    }

    @Nullable
    Placed get(String name) {
        return byName.get(name);
    }

    /** Puts a policy whose name is not in the table. Returns whether it is the first with its selector. */
    boolean add(Policy policy, int selector) {
        byName.put(policy.name(), new Placed(policy, selector));
        namesByTier.computeIfAbsent(policy.tier(), tier -> new HashSet<>()).add(policy.name());
        Map<String, Policy> sharing = bySelector.computeIfAbsent(selector, number -> new HashMap<>());
        sharing.put(policy.name(), policy);
        return sharing.size() == 1;
    }

    /** Takes a policy out. Returns whether it was the last with its selector. */
    boolean remove(Placed placed) {
        Policy policy = placed.policy();
        byName.remove(policy.name());
        Set<String> names = namesByTier.getOrDefault(policy.tier(), Set.of());
        names.remove(policy.name());
        if (names.isEmpty()) {
            namesByTier.remove(policy.tier());
        }
        Map<String, Policy> sharing = bySelector.getOrDefault(placed.selector(), Map.of());
        sharing.remove(policy.name());
        if (sharing.isEmpty()) {
            bySelector.remove(placed.selector());
            return true;
        }
        return false;
    }

    /** Sets or, by null, removes a tier. Returns whether anything about it is new. */
    boolean setTier(String name, @Nullable Tier tier) {
        Tier before = tier == null ? tiers.remove(name) : tiers.put(name, tier);
        return !Objects.equals(before, tier);
    }

    /** Numbers of the selectors of all policies in the tier. Cost: the policies of the tier. */
    Set<Integer> selectorsIn(String tier) {
        Set<Integer> numbers = new HashSet<>();
        for (String name : namesByTier.getOrDefault(tier, Set.of())) {
            work.visitPolicy();
            Placed placed = byName.get(name);
            if (placed != null) {
                numbers.add(placed.selector());
            }
        }
        return numbers;
    }

    /** Numbers of the selectors that have a policy. */
    Collection<Integer> selectors() {
        return bySelector.keySet();
    }

    boolean hasPolicies(int selector) {
        return bySelector.containsKey(selector);
    }

    /** The policies of all these selectors in the order of evaluation. Cost: their number, times its logarithm. */
    PolicyList list(SelectorSet selectors) {
        List<Policy> policies = new ArrayList<>();
        for (int i = 0; i < selectors.size(); i++) {
            policies.addAll(bySelector.getOrDefault(selectors.get(i), Map.of()).values());
        }
        policies.sort(PolicyOrder.POLICIES);
        Map<String, List<Policy>> byTier = new HashMap<>();
        List<ResourceKey> keys = new ArrayList<>(policies.size());
        for (Policy policy : policies) {
            work.visitPolicy();
            byTier.computeIfAbsent(policy.tier(), tier -> new ArrayList<>()).add(policy);
            keys.add(policy.key());
        }
        List<RuleSet.TierPolicies> ordered = byTier.keySet().stream()
                .map(name -> PolicyOrder.tier(name, tiers))
                .sorted(PolicyOrder.TIERS)
                .map(tier -> inTier(tier, byTier.getOrDefault(tier.name(), List.of())))
                .toList();
        return new PolicyList(ordered, keys);
    }

    boolean isEmpty() {
        return byName.isEmpty() && bySelector.isEmpty() && namesByTier.isEmpty() && tiers.isEmpty();
    }

    private static RuleSet.TierPolicies inTier(Tier tier, List<Policy> policies) {
        return new RuleSet.TierPolicies(
                tier.name(),
                tier.defaultAction(),
                governing(policies, Direction.INGRESS),
                governing(policies, Direction.EGRESS));
    }

    private static List<String> governing(List<Policy> policies, Direction direction) {
        List<String> names = new ArrayList<>(policies.size());
        for (Policy policy : policies) {
            if (PolicyOrder.governs(policy, direction)) {
                names.add(policy.name());
            }
        }
        return names;
    }
}
