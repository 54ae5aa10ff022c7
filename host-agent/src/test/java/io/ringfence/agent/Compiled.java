package io.ringfence.agent;

import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSet.TierPolicies;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.resource.EffectiveLabels;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.verdict.ReferenceVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resources as the records of one shard that holds every host, by the shortest way there is. */
final class Compiled {
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<String, Tier> tiers = new HashMap<>();
    private final Map<IpSetId, Set<SetMember>> sets = new TreeMap<>();
    private final Collection<? extends Resource> resources;
    private final List<ShardRecord> records = new ArrayList<>();
    final Map<ResourceKey, String> interfaces = new TreeMap<>();

    Compiled(Collection<? extends Resource> resources) {
        this.resources = resources;
        ReferenceVerdict reference = new ReferenceVerdict(resources);
        tiers.put(Tier.DEFAULT, Tier.implicitDefault());
        for (Resource resource : resources) {
            if (resource instanceof Profile profile) {
                profiles.put(profile.name(), profile);
            } else if (resource instanceof Tier tier) {
                tiers.put(tier.name(), tier);
            }
        }
        for (Resource resource : resources) {
            switch (resource) {
                case Policy policy ->
                    records.add(new PolicyRules(policy.name(), rules(policy.ingress()), rules(policy.egress())));
                case Profile profile ->
                    records.add(new ProfileRules(profile.name(), rules(profile.ingress()), rules(profile.egress())));
                case WorkloadEndpoint endpoint -> endpoint(endpoint, reference);
                default -> {
                    // Seen through sets and rule sets.
                }
            }
        }
        sets.forEach((id, members) ->
                records.add(new IpSetBucket(id, IpSetBucket.ROOT, List.copyOf(new TreeSet<>(members)))));
        records.add(new Progress(new Revision(1), Instant.EPOCH));
    }

    List<ShardRecord> records() {
        return records;
    }

    private void endpoint(WorkloadEndpoint endpoint, ReferenceVerdict reference) {
        List<Policy> ingress = reference.policiesOf(endpoint.key(), Direction.INGRESS);
        List<Policy> egress = reference.policiesOf(endpoint.key(), Direction.EGRESS);
        Map<String, List<String>> in = byTier(ingress);
        Map<String, List<String>> out = byTier(egress);
        Set<String> names = new HashSet<>(in.keySet());
        names.addAll(out.keySet());
        List<TierPolicies> ordered = names.stream()
                .map(this::tier)
                .sorted(java.util.Comparator.comparingDouble(
                                (Tier tier) -> tier.order() == null ? Tier.DEFAULT_ORDER : tier.order())
                        .thenComparing(Tier::name))
                .map(tier -> new TierPolicies(
                        tier.name(),
                        tier.defaultAction(),
                        in.getOrDefault(tier.name(), List.of()),
                        out.getOrDefault(tier.name(), List.of())))
                .toList();
        RuleSet ruleSet = RuleSet.of(ordered, endpoint.profiles());
        records.add(ruleSet);
        String interfaceName = "cali" + interfaces.size();
        interfaces.put(endpoint.key(), interfaceName);
        records.add(new ShardEndpoint(endpoint.key(), interfaceName, endpoint.ipNetworks(), ruleSet.id()));
    }

    private Tier tier(String name) {
        Tier tier = tiers.get(name);
        return tier == null ? new Tier(name, null, Action.DENY) : tier;
    }

    private static Map<String, List<String>> byTier(List<Policy> policies) {
        Map<String, List<String>> byTier = new HashMap<>();
        policies.forEach(policy ->
                byTier.computeIfAbsent(policy.tier(), tier -> new ArrayList<>()).add(policy.name()));
        return byTier;
    }

    private List<ShardRule> rules(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new ShardRule(
                        rule.action(),
                        rule.ipVersion(),
                        rule.protocol(),
                        rule.notProtocol(),
                        rule.icmp(),
                        rule.notIcmp(),
                        side(rule.source()),
                        side(rule.destination())))
                .toList();
    }

    private ShardRule.Side side(EntityRule entity) {
        Selector tagged = selector(entity.tag());
        Selector selected = entity.selector();
        Selector wanted = tagged == null ? selected : selected == null ? tagged : tagged.and(selected);
        List<IpSetId> negative = new ArrayList<>();
        Selector notTagged = selector(entity.notTag());
        if (notTagged != null) {
            negative.add(set(notTagged));
        }
        if (entity.notSelector() != null) {
            negative.add(set(entity.notSelector()));
        }
        Selector named = wanted == null ? Selector.all() : wanted;
        return new ShardRule.Side(
                entity.nets(),
                wanted == null ? List.of() : List.of(set(wanted)),
                numbers(entity.ports()),
                portSets(entity.ports(), named),
                entity.notNets(),
                negative,
                numbers(entity.notPorts()),
                portSets(entity.notPorts(), named));
    }

    private static List<PortRange> numbers(List<Port> ports) {
        List<PortRange> numbers = new ArrayList<>();
        for (Port port : ports) {
            if (port instanceof PortRange range) {
                numbers.add(range);
            }
        }
        return numbers;
    }

    private List<IpSetId> portSets(List<Port> ports, Selector selector) {
        List<IpSetId> ids = new ArrayList<>();
        for (Port port : ports) {
            if (port instanceof PortName name) {
                ids.add(portSet(selector, name));
            }
        }
        return ids;
    }

    private IpSetId portSet(Selector selector, PortName name) {
        Set<SetMember> members = new HashSet<>();
        for (Resource resource : resources) {
            switch (resource) {
                case WorkloadEndpoint endpoint -> {
                    if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                        addPorts(endpoint.ports(), name, endpoint.ipNetworks(), members);
                    }
                }
                case HostEndpoint endpoint -> {
                    if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                        addPorts(endpoint.ports(), name, endpoint.expectedIps(), members);
                    }
                }
                default -> {
                    // Has no ports.
                }
            }
        }
        IpSetId id = IpSetId.of(selector, name);
        sets.put(id, members);
        return id;
    }

    private static void addPorts(
            List<EndpointPort> ports, PortName name, List<Cidr> addresses, Set<SetMember> members) {
        for (EndpointPort port : ports) {
            if (port.name().equals(name)) {
                addresses.forEach(address -> members.add(new AddressPort(address, port.protocol(), port.port())));
            }
        }
    }

    private static @Nullable Selector selector(@Nullable String tag) {
        return tag == null ? null : Selector.has(tag);
    }

    private IpSetId set(Selector selector) {
        IpSetId id = IpSetId.of(selector);
        sets.computeIfAbsent(id, missing -> {
            Set<SetMember> members = new HashSet<>();
            for (Resource resource : resources) {
                switch (resource) {
                    case WorkloadEndpoint endpoint -> {
                        if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                            members.addAll(endpoint.ipNetworks());
                        }
                    }
                    case HostEndpoint endpoint -> {
                        if (selector.matches(EffectiveLabels.of(endpoint, profiles::get))) {
                            members.addAll(endpoint.expectedIps());
                        }
                    }
                    case NetworkSet set -> {
                        if (selector.matches(set.labels())) {
                            members.addAll(set.nets());
                        }
                    }
                    default -> {
                        // Not addressable.
                    }
                }
            }
            return members;
        });
        return id;
    }
}
