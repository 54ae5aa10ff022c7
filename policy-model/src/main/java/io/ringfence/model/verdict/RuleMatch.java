package io.ringfence.model.verdict;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.EffectiveLabels;
import io.ringfence.model.resource.EndpointPort;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a rule matches a packet. All of a rule's criteria must hold.
 *
 * <ul>
 *   <li>A protocol is its number, in both families: {@code icmp} is 1 and so does not match ICMPv6, which is 58.
 *   <li>{@code icmp} and {@code notICMP} look at ICMP messages of the packet's own family: protocol 1 over IPv4, 58 over IPv6.
 *   <li>Port criteria, negated ones too, match only packets of TCP, UDP and SCTP.
 *   <li>A port's name is the packet's port when an endpoint has the packet's address, gives that name to that port of the packet's
 *       protocol, and is selected by the side's {@code tag} and {@code selector}, where they are given.
 *   <li>Lists of blocks, negated ones too, match only packets of a family that they hold. So a rule with {@code notNets} of IPv6 alone
 *       does not match IPv4.
 *   <li>{@code tag} and {@code selector} of one side must hold for the same endpoint or network set; {@code notTag} and
 *       {@code notSelector} each on its own. The negated ones match addresses of no endpoint.
 * </ul>
 */
final class RuleMatch {
    /** Something that selectors can mean: labels, and the addresses and ports that have them. */
    private record Member(Map<String, String> labels, List<Cidr> addresses, List<EndpointPort> ports) {
        boolean calls(PortName name, Protocol protocol, int port) {
            return ports.stream()
                    .anyMatch(some ->
                            some.name().equals(name) && some.protocol().equals(protocol) && some.port() == port);
        }
    }

    private final List<Member> members = new ArrayList<>();

    RuleMatch(Collection<Resource> resources, Map<String, Profile> profiles) {
        for (Resource resource : resources) {
            switch (resource) {
                case WorkloadEndpoint workload ->
                    members.add(new Member(
                            EffectiveLabels.of(workload, profiles::get), workload.ipNetworks(), workload.ports()));
                case HostEndpoint host ->
                    members.add(new Member(EffectiveLabels.of(host, profiles::get), host.expectedIps(), host.ports()));
                case NetworkSet set -> members.add(new Member(set.labels(), set.nets(), List.of()));
                case Policy _, Profile _, Tier _, Node _, IpPool _, IpamBlock _ -> {
                    // Selectors do not mean these.
                }
            }
        }
    }

    boolean matches(Rule rule, Packet packet) {
        return (rule.ipVersion() == null || rule.ipVersion() == packet.version())
                && (rule.protocol() == null || rule.protocol().equals(packet.protocol()))
                && (rule.notProtocol() == null || !rule.notProtocol().equals(packet.protocol()))
                && (rule.icmp() == null
                        || (packet.isIcmp() && rule.icmp().matches(packet.icmpType(), packet.icmpCode())))
                && (rule.notIcmp() == null
                        || !(packet.isIcmp() && rule.notIcmp().matches(packet.icmpType(), packet.icmpCode())))
                && matches(rule.source(), packet.source(), packet.protocol(), packet.sourcePort())
                && matches(rule.destination(), packet.destination(), packet.protocol(), packet.destinationPort());
    }

    private boolean matches(EntityRule entity, Cidr address, Protocol protocol, int port) {
        return (entity.nets().isEmpty() || inAny(entity.nets(), address))
                && (entity.notNets().isEmpty()
                        || (hasFamily(entity.notNets(), address) && !inAny(entity.notNets(), address)))
                && (entity.ports().isEmpty()
                        || (port != Packet.NONE && isAny(entity.ports(), entity, address, protocol, port)))
                && (entity.notPorts().isEmpty()
                        || (port != Packet.NONE && !isAny(entity.notPorts(), entity, address, protocol, port)))
                && matchesMember(entity, address)
                && (entity.notTag() == null || !isMember(Selector.has(entity.notTag()), address))
                && (entity.notSelector() == null || !isMember(entity.notSelector(), address));
    }

    private boolean matchesMember(EntityRule entity, Cidr address) {
        return (entity.tag() == null && entity.selector() == null) || isMember(wanted(entity), address);
    }

    /** What tag and selector select together; everything when there are none. */
    private static Selector wanted(EntityRule entity) {
        Selector selector = entity.selector() == null ? Selector.all() : entity.selector();
        return entity.tag() == null ? selector : Selector.has(entity.tag()).and(selector);
    }

    private boolean isMember(Selector selector, Cidr address) {
        return members(selector, address).findAny().isPresent();
    }

    private Stream<Member> members(Selector selector, Cidr address) {
        return members.stream()
                .filter(member -> inAny(member.addresses(), address) && selector.matches(member.labels()));
    }

    private static boolean inAny(List<Cidr> blocks, Cidr address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static boolean hasFamily(List<Cidr> blocks, Cidr address) {
        return blocks.stream().anyMatch(block -> block.version() == address.version());
    }

    private boolean isAny(List<Port> ports, EntityRule entity, Cidr address, Protocol protocol, int port) {
        return ports.stream().anyMatch(some -> switch (some) {
            case PortRange range -> range.contains(port);
            case PortName name ->
                members(wanted(entity), address).anyMatch(member -> member.calls(name, protocol, port));
        });
    }
}
