package io.ringfence.model.v3;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
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
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource with the same meaning that says only what v3 can say: tags as labels with an empty value and as selectors, names that v3
 * allows, {@code applyOnForward} where v3 demands it, the protocol of an ICMP rule where its family is known.
 */
public final class Equivalent {
    private Equivalent() {}

    /** Unchanged for kinds that v3 documents are not written of. */
    public static Resource of(Resource resource) {
        return switch (resource) {
            case Policy policy ->
                new Policy(
                        V3Names.of(policy.name()),
                        policy.annotations(),
                        V3Names.ofTier(policy.tier()),
                        policy.order(),
                        policy.selector(),
                        rules(policy.ingress()),
                        rules(policy.egress()),
                        policy.types(),
                        policy.doNotTrack(),
                        policy.preDnat(),
                        policy.applyOnForward() || policy.doNotTrack() || policy.preDnat());
            case Profile profile -> {
                Map<String, String> labels = new HashMap<>(profile.labels());
                profile.tags().forEach(tag -> labels.putIfAbsent(tag, ""));
                yield new Profile(
                        V3Names.of(profile.name()),
                        List.of(),
                        labels,
                        rules(profile.ingress()),
                        rules(profile.egress()));
            }
            case HostEndpoint endpoint ->
                new HostEndpoint(
                        endpoint.node(),
                        V3Names.of(endpoint.name()),
                        endpoint.labels(),
                        endpoint.interfaceName(),
                        endpoint.expectedIps(),
                        endpoint.profiles().stream().map(V3Names::of).toList(),
                        endpoint.ports());
            case NetworkSet set -> new NetworkSet(V3Names.of(set.name()), set.labels(), set.nets());
            case Tier tier -> new Tier(V3Names.ofTier(tier.name()), tier.order(), tier.defaultAction());
            case WorkloadEndpoint _, Node _, IpPool _, IpamBlock _ -> resource;
        };
    }

    private static List<Rule> rules(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(
                        rule.action(),
                        rule.ipVersion(),
                        rule.icmp() != null && rule.protocol() == null ? icmp(rule) : rule.protocol(),
                        rule.notProtocol(),
                        rule.icmp(),
                        rule.notIcmp(),
                        untagged(rule.source()),
                        untagged(rule.destination())))
                .toList();
    }

    /** Of the one family that the rule can match, null when it can match both. */
    private static @Nullable Protocol icmp(Rule rule) {
        IpVersion version = rule.ipVersion() != null
                ? rule.ipVersion()
                : Stream.of(
                                rule.source().nets(),
                                rule.source().notNets(),
                                rule.destination().nets(),
                                rule.destination().notNets())
                        .flatMap(List::stream)
                        .map(Cidr::version)
                        .findFirst()
                        .orElse(null);
        if (version == null) {
            return null;
        }
        return version == IpVersion.V4 ? Protocol.ICMP : Protocol.ICMPV6;
    }

    private static EntityRule untagged(EntityRule entity) {
        return new EntityRule(
                null,
                entity.nets(),
                joined(entity.tag(), entity.selector(), "&&"),
                entity.ports(),
                null,
                entity.notNets(),
                joined(entity.notTag(), entity.notSelector(), "||"),
                entity.notPorts());
    }

    private static @Nullable Selector joined(@Nullable String tag, @Nullable Selector selector, String operator) {
        if (tag == null) {
            return selector;
        }
        return selector == null
                ? Selector.has(tag)
                : Selector.of("has(" + tag + ") " + operator + " (" + selector.canonical() + ")");
    }
}
