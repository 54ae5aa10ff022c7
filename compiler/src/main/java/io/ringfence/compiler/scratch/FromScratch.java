package io.ringfence.compiler.scratch;

import io.ringfence.compiler.emit.RecordOrder;
import io.ringfence.compiler.resolve.PolicyOrder;
import io.ringfence.compiler.resolve.RuleTranslation;
import io.ringfence.compiler.resolve.SetMeaning;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.shard.Shards;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.resource.EffectiveLabels;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * All records of all shards, from nothing. Cost: policies times endpoints. Written to be believed, not to be quick; the incremental
 * rooms are tested against it.
 */
public final class FromScratch {
    private final Map<String, Tier> tiers = new TreeMap<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<String, Profile> profiles = new TreeMap<>();
    private final List<WorkloadEndpoint> workloads = new ArrayList<>();
    private final List<HostEndpoint> hostEndpoints = new ArrayList<>();
    private final List<NetworkSet> networkSets = new ArrayList<>();

    private FromScratch(Collection<? extends Resource> everything) {
        for (Resource resource : everything) {
            switch (resource) {
                case Tier tier -> tiers.put(tier.name(), tier);
                case Policy policy -> policies.add(policy);
                case Profile profile -> profiles.put(profile.name(), profile);
                case WorkloadEndpoint workload -> workloads.add(workload);
                case HostEndpoint host -> hostEndpoints.add(host);
                case NetworkSet set -> networkSets.add(set);
                case IpPool pool -> {}
                case IpamBlock block -> {}
                case Node node -> {}
            }
        }
    }

    /**
     * What the shard's partition must hold, {@code progress} apart: records by key, in the order of {@link RecordOrder#PUTS}.
     *
     * @param everything each key at most once
     * @param shards how many there are
     */
    public static SortedMap<String, ShardRecord> shard(
            Collection<? extends Resource> everything, int shard, int shards) {
        return new FromScratch(everything).records(shard, shards);
    }

    private SortedMap<String, ShardRecord> records(int shard, int shards) {
        SortedMap<String, ShardRecord> records = new TreeMap<>(RecordOrder.PUTS);
        Set<SetMeaning> sets = new LinkedHashSet<>();
        for (WorkloadEndpoint endpoint : workloads) {
            if (Shards.shardOf(endpoint.node(), shards) == shard) {
                RuleSet ruleSet = ruleSet(endpoint);
                put(records, ruleSet);
                put(
                        records,
                        new ShardEndpoint(
                                endpoint.key(), endpoint.interfaceName(), endpoint.ipNetworks(), ruleSet.id()));
                addPoliciesAndProfiles(ruleSet, records, sets);
            }
        }
        for (SetMeaning set : sets) {
            for (ShardRecord bucket : Buckets.of(set.id(), members(set))) {
                put(records, bucket);
            }
        }
        return records;
    }

    private RuleSet ruleSet(WorkloadEndpoint endpoint) {
        Map<String, String> labels = EffectiveLabels.of(endpoint, profiles::get);
        SortedMap<Tier, List<Policy>> matching = new TreeMap<>(PolicyOrder.TIERS);
        for (Policy policy : policies) {
            if (PolicyOrder.governsWorkloads(policy) && policy.selector().matches(labels)) {
                matching.computeIfAbsent(PolicyOrder.tier(policy.tier(), tiers), tier -> new ArrayList<>())
                        .add(policy);
            }
        }
        List<RuleSet.TierPolicies> ordered = new ArrayList<>();
        matching.forEach((tier, members) -> {
            members.sort(PolicyOrder.POLICIES);
            ordered.add(new RuleSet.TierPolicies(
                    tier.name(),
                    tier.defaultAction(),
                    namesOf(members, Direction.INGRESS),
                    namesOf(members, Direction.EGRESS)));
        });
        return RuleSet.of(ordered, endpoint.profiles());
    }

    private static List<String> namesOf(List<Policy> policies, Direction direction) {
        return policies.stream()
                .filter(policy -> policy.types().contains(direction))
                .map(Policy::name)
                .toList();
    }

    private void addPoliciesAndProfiles(RuleSet ruleSet, SortedMap<String, ShardRecord> records, Set<SetMeaning> sets) {
        for (Policy policy : policies) {
            boolean named = ruleSet.tiers().stream()
                    .anyMatch(tier -> tier.ingress().contains(policy.name())
                            || tier.egress().contains(policy.name()));
            if (named) {
                put(
                        records,
                        new PolicyRules(
                                policy.name(),
                                RuleTranslation.translate(
                                        policy.types().contains(Direction.INGRESS) ? policy.ingress() : List.of(),
                                        collecting(sets)),
                                RuleTranslation.translate(
                                        policy.types().contains(Direction.EGRESS) ? policy.egress() : List.of(),
                                        collecting(sets))));
            }
        }
        for (String name : ruleSet.profiles()) {
            Profile profile = profiles.get(name);
            if (profile != null) {
                put(
                        records,
                        new ProfileRules(
                                name,
                                RuleTranslation.translate(profile.ingress(), collecting(sets)),
                                RuleTranslation.translate(profile.egress(), collecting(sets))));
            }
        }
    }

    private static Function<SetMeaning, IpSetId> collecting(Set<SetMeaning> sets) {
        return meaning -> {
            sets.add(meaning);
            return meaning.id();
        };
    }

    /** What everything that the selector means adds to the set. */
    private SortedSet<SetMember> members(SetMeaning set) {
        Selector selector = set.selector();
        SortedSet<SetMember> members = new TreeSet<>();
        for (WorkloadEndpoint endpoint : workloads) {
            if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                members.addAll(set.membersOf(endpoint.ipNetworks(), endpoint.ports()));
            }
        }
        for (HostEndpoint endpoint : hostEndpoints) {
            if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                members.addAll(set.membersOf(endpoint.expectedIps(), endpoint.ports()));
            }
        }
        for (NetworkSet networks : networkSets) {
            if (selector.matches(networks.labels())) {
                members.addAll(set.membersOf(networks.nets(), List.of()));
            }
        }
        return members;
    }

    private static void put(SortedMap<String, ShardRecord> records, ShardRecord record) {
        records.put(record.key(), record);
    }
}
