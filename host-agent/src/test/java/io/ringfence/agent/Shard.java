package io.ringfence.agent;

import io.ringfence.agent.wanted.ShardImage;
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
import io.ringfence.log.record.ShardRule.Side;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says what a shard holds, in the words of policy. */
final class Shard {
    static final String HOST = "host-1";

    private final List<ShardRecord> records = new ArrayList<>();

    static Shard shard() {
        return new Shard();
    }

    Shard with(ShardRecord... more) {
        records.addAll(Arrays.asList(more));
        return this;
    }

    /** An endpoint of the host that the policies govern in both directions, then the profiles. */
    Shard endpoint(String interfaceName, List<String> policies, List<String> profiles, String... addresses) {
        RuleSet ruleSet = RuleSet.of(
                policies.isEmpty() ? List.of() : List.of(new TierPolicies("default", Action.DENY, policies, policies)),
                profiles);
        return with(ruleSet, endpoint(interfaceName, ruleSet, addresses));
    }

    static ShardEndpoint endpoint(String interfaceName, RuleSet ruleSet, String... addresses) {
        return new ShardEndpoint(
                ResourceKey.of(Kind.WORKLOAD_ENDPOINT, HOST, "test", interfaceName, "eth0"),
                interfaceName,
                Arrays.stream(addresses).map(Cidr::of).toList(),
                ruleSet.id());
    }

    Shard policy(String name, List<ShardRule> ingress, List<ShardRule> egress) {
        return with(new PolicyRules(name, ingress, egress));
    }

    Shard profile(String name, List<ShardRule> ingress, List<ShardRule> egress) {
        return with(new ProfileRules(name, ingress, egress));
    }

    Shard set(IpSetId id, String... members) {
        return with(new IpSetBucket(
                id,
                IpSetBucket.ROOT,
                Arrays.stream(members)
                        .<SetMember>map(member -> id.holdsPorts() ? AddressPort.of(member) : Cidr.of(member))
                        .sorted()
                        .toList()));
    }

    Shard progress(long revision) {
        return with(new Progress(new Revision(revision), Instant.EPOCH.plusSeconds(revision)));
    }

    List<ShardRecord> records() {
        return List.copyOf(records);
    }

    ShardImage image() {
        ShardImage image = new ShardImage(HOST);
        records.forEach(image::put);
        return image;
    }

    static IpSetId id(String text) {
        return new IpSetId(("s" + text + "----------------------").substring(0, 23));
    }

    /** Of a set of ports at addresses. */
    static IpSetId portsId(String text) {
        return new IpSetId("p" + id(text).text().substring(1));
    }

    static ShardRule rule(Action action) {
        return new ShardRule(action, null, null, null, null, null, Side.ANY, Side.ANY);
    }

    static ShardRule rule(Action action, Protocol protocol) {
        return new ShardRule(action, null, protocol, null, null, null, Side.ANY, Side.ANY);
    }

    static ShardRule ping(Action action) {
        return new ShardRule(action, null, null, null, new IcmpMatch(8, null), null, Side.ANY, Side.ANY);
    }

    static ShardRule from(ShardRule rule, Side source) {
        return new ShardRule(
                rule.action(),
                rule.ipVersion(),
                rule.protocol(),
                rule.notProtocol(),
                rule.icmp(),
                rule.notIcmp(),
                source,
                rule.destination());
    }

    static ShardRule to(ShardRule rule, Side destination) {
        return new ShardRule(
                rule.action(),
                rule.ipVersion(),
                rule.protocol(),
                rule.notProtocol(),
                rule.icmp(),
                rule.notIcmp(),
                rule.source(),
                destination);
    }

    static Side nets(String... nets) {
        return new Side(cidrs(nets), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Side notNets(String... nets) {
        return new Side(List.of(), List.of(), List.of(), List.of(), cidrs(nets), List.of(), List.of(), List.of());
    }

    static Side in(IpSetId... sets) {
        return new Side(List.of(), List.of(sets), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Side notIn(IpSetId... sets) {
        return new Side(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(sets), List.of(), List.of());
    }

    static Side ports(int... ports) {
        return new Side(List.of(), List.of(), ranges(ports), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Ports by number, or one of a set of ports at addresses. */
    static Side ports(IpSetId portSet, int... ports) {
        return new Side(
                List.of(), List.of(), ranges(ports), List.of(portSet), List.of(), List.of(), List.of(), List.of());
    }

    static Side notPorts(int... ports) {
        return new Side(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), ranges(ports), List.of());
    }

    private static List<PortRange> ranges(int... ports) {
        return Arrays.stream(ports).mapToObj(PortRange::of).toList();
    }

    private static List<Cidr> cidrs(String... nets) {
        return Arrays.stream(nets).map(Cidr::of).toList();
    }
}
