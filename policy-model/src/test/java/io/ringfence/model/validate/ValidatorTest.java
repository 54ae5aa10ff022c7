package io.ringfence.model.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortRange;
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
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorTest {
    private static final String LONGEST_NAME = "n".repeat(128);

    static List<Resource> allowed() {
        return List.of(
                profile(LONGEST_NAME),
                profile("a/b_c.d-E9"),
                new Profile(
                        "p", List.of("t".repeat(128)), Map.of("k".repeat(512), "v".repeat(63)), List.of(), List.of()),
                new Profile("p", List.of("same"), Map.of("same", ""), List.of(), List.of()),
                labelled("example.com/role", ""),
                labelled("-./_", "a.b_c-d"),
                labelled("k", "a"),
                labelled("k", "-a"),
                policy(Collections.nCopies(1024, Rule.of(Action.ALLOW))),
                policy(List.of(withSource(Protocol.UDP, List.of(), List.of(new PortRange(1, 65535)), null))),
                policy(List.of(icmp(new IcmpMatch(254, 255)))),
                workload("cali0123456789a", List.of("10.0.0.1", "fd00::1")),
                host("eth0", List.of()),
                host("*", List.of()),
                host(null, List.of("10.0.0.1")),
                pool("10.0.0.0/26", true),
                pool("fd00::/122", false),
                new Node("n", null, List.of()),
                new Node("n", new Node.Bgp(4_294_967_295L, null, "fd00::1/64"), List.of()),
                block("10.0.0.0/26", "h", allocation(0, "h", "docker", "a"), allocation(63, "i", "docker", "b")),
                block("fd00::/122", "h"),
                new NetworkSet("s/t", Map.of(), List.of(Cidr.of("0.0.0.0/0"))),
                new Tier("t", -1.5, Action.PASS));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void mayBeStored(Resource resource) {
        assertThat(Validator.validate(resource)).isEmpty();
    }

    private static Arguments row(Resource resource, String field, String message) {
        return Arguments.of(resource, field, message);
    }

    static List<Arguments> forbidden() {
        Rule ports = withSource(Protocol.UDPLITE, List.of(), List.of(PortRange.of(80)), null);
        return List.of(
                row(profile(""), "metadata.name", "insufficient identifiers, missing 'name'"),
                row(profile(LONGEST_NAME + "n"), "metadata.name", "error with field Name = '" + LONGEST_NAME + "n'"),
                row(profile("a b"), "metadata.name", "error with field Name = 'a b'"),
                row(profile("."), "metadata.name", "error with field Name = '.' (it would lead elsewhere in paths)"),
                row(profile(".."), "metadata.name", "error with field Name = '..' (it would lead elsewhere in paths)"),
                row(profile("a\n"), "metadata.name", "error with field Name = 'a\n'"),
                row(
                        new Profile("p", List.of("ok", "a/b"), Map.of(), List.of(), List.of()),
                        "metadata.tags[1]",
                        "error with field Tags[1] = 'a/b'"),
                row(
                        new Profile("p", List.of("a", "a"), Map.of(), List.of(), List.of()),
                        "metadata.tags[1]",
                        "error with field Tags[1] = 'a' (tag specified more than once)"),
                row(
                        new Profile("p", List.of("a"), Map.of("a", "x"), List.of(), List.of()),
                        "metadata.tags[0]",
                        "error with field Tags[0] = 'a' (tag is also a label with a value)"),
                row(
                        labelled("k".repeat(513), ""),
                        "metadata.labels." + "k".repeat(513),
                        "error with field Labels = 'map[" + "k".repeat(513) + ":]'"),
                row(
                        labelled("k", "v".repeat(64)),
                        "metadata.labels.k",
                        "error with field Labels = 'map[k:" + "v".repeat(64) + "]'"),
                row(labelled("k", "a-"), "metadata.labels.k", "error with field Labels = 'map[k:a-]'"),
                row(labelled("k k", ""), "metadata.labels.k k", "error with field Labels = 'map[k k:]'"),
                row(
                        policy(Collections.nCopies(1025, Rule.of(Action.ALLOW))),
                        "spec.ingress",
                        "error with field IngressRules = '1025 rules' (more than 1024 rules)"),
                row(
                        policy(List.of(Rule.of(Action.ALLOW), ports)),
                        "spec.ingress[1].source.ports",
                        "error with field Source.Ports = '80' (protocol does not support ports)"),
                row(
                        policy(List.of(withSource(null, List.of(), List.of(PortRange.of(80)), null))),
                        "spec.ingress[0].source.ports",
                        "error with field Source.Ports = '80' (protocol does not support ports)"),
                row(
                        policy(List.of(withSource(Protocol.TCP, List.of(), List.of(new PortRange(0, 80)), null))),
                        "spec.ingress[0].source.ports[0]",
                        "error with field Port = '0:80' (port range invalid, port number must be between 0 and 65536)"),
                row(
                        policy(List.of(withSource(
                                null, List.of(Cidr.of("10.0.0.0/8"), Cidr.of("fd00::/8")), List.of(), null))),
                        "spec.ingress[0].source.nets[1]",
                        "error with field Source.Net(s) = 'fd00::/8' (rule contains both IPv4 and IPv6 CIDRs)"),
                row(
                        policy(List.of(withSource(
                                null,
                                List.of(),
                                List.of(),
                                Selector.has("a").and(Selector.of("a == '" + "x".repeat(1010) + "'"))))),
                        "spec.ingress[0].source.selector",
                        "error with field Source.Selector = '(has(a) && a == \"" + "x".repeat(1010)
                                + "\")' (selector longer than 1024 characters)"),
                row(
                        policy(List.of(icmp(new IcmpMatch(255, null)))),
                        "spec.ingress[0].icmp.type",
                        "error with field ICMP.Type = '255'"),
                row(
                        policy(List.of(icmp(new IcmpMatch(-1, null)))),
                        "spec.ingress[0].icmp.type",
                        "error with field ICMP.Type = '-1'"),
                row(
                        policy(List.of(icmp(new IcmpMatch(1, 256)))),
                        "spec.ingress[0].icmp.code",
                        "error with field ICMP.Code = '256'"),
                row(policy("a tier", Map.of()), "spec.tier", "error with field Tier = 'a tier'"),
                row(
                        policy("default", Map.of("k", "\u00e9".repeat(131_072))),
                        "metadata.annotations",
                        "error with field Annotations = '262145 bytes' (larger than 262144 bytes in total)"),
                row(
                        new Tier("t", Double.NaN, Action.DENY),
                        "spec.order",
                        "error with field TierSpec.Order = 'NaN' (order must be a finite number)"),
                row(
                        workload("cali0123456789ab", List.of()),
                        "spec.interfaceName",
                        "error with field InterfaceName = 'cali0123456789ab'"),
                row(workload("", List.of()), "spec.interfaceName", "error with field InterfaceName = ''"),
                row(
                        workload("cali1", List.of("10.0.0.1", "10.0.0.0/31")),
                        "spec.ipNetworks[1]",
                        "error with field IPNetworks = '10.0.0.0/31' (IP network contains multiple addresses)"),
                row(
                        endpoint(nat("10.0.0.9", "192.0.2.1"), null, null, null),
                        "spec.ipNATs[0].internalIP",
                        "error with field IPNATs = '10.0.0.9' (NAT is not in the endpoint networks)"),
                row(
                        endpoint(nat("10.0.0.1", "2001:db8::1"), null, null, null),
                        "spec.ipNATs[0].externalIP",
                        "error with field ExternalIP = '2001:db8::1' (mismatched IP versions)"),
                row(
                        endpoint(List.of(), Cidr.of("fe80::1"), null, null),
                        "spec.ipv4Gateway",
                        "error with field IPv4Gateway = 'fe80::1' (invalid IPv4 gateway address specified)"),
                row(
                        endpoint(List.of(), null, Cidr.of("10.0.0.1"), null),
                        "spec.ipv6Gateway",
                        "error with field IPv6Gateway = '10.0.0.1' (invalid IPv6 gateway address specified)"),
                row(
                        endpoint(List.of(), null, null, "ee:ee:ee:ee:ee"),
                        "spec.mac",
                        "error with field MAC = 'ee:ee:ee:ee:ee' (invalid MAC address)"),
                row(
                        host(null, List.of()),
                        "spec.interfaceName",
                        "error with field InterfaceName = '' (no interface or expected IPs have been specified)"),
                row(host("eth0.1", List.of()), "spec.interfaceName", "error with field InterfaceName = 'eth0.1'"),
                row(
                        pool("10.0.0.0/27", false),
                        "metadata.cidr",
                        "error with field CIDR = '10.0.0.0/27' (IP pool size is too small (min /26) for use with Calico IPAM)"),
                row(
                        pool("fd00::/123", false),
                        "metadata.cidr",
                        "error with field CIDR = 'fd00::/123' (IP pool size is too small (min /122) for use with Calico IPAM)"),
                row(
                        pool("fd00::/64", true),
                        "spec.ipip.enabled",
                        "error with field IPIP.Enabled = 'true' (IPIP is not supported on an IPv6 IP pool)"),
                row(
                        pool("169.0.0.0/8", false),
                        "metadata.cidr",
                        "error with field CIDR = '169.0.0.0/8' (IP pool range overlaps with IPv4 Link Local range 169.254.0.0/16)"),
                row(
                        pool("fe80::/64", false),
                        "metadata.cidr",
                        "error with field CIDR = 'fe80::/64' (IP pool range overlaps with IPv6 Link Local range fe80::/10)"),
                row(
                        block("10.0.0.0/27", "h"),
                        "metadata.cidr",
                        "error with field CIDR = '10.0.0.0/27' (an IPAM block is a /26)"),
                row(
                        block("fd00::/64", "h"),
                        "metadata.cidr",
                        "error with field CIDR = 'fd00::/64' (an IPAM block is a /122)"),
                row(
                        block("169.254.1.0/26", "h"),
                        "metadata.cidr",
                        "error with field CIDR = '169.254.1.0/26' (IPAM block range overlaps with IPv4 Link Local range 169.254.0.0/16)"),
                row(block("10.0.0.0/26", "a b"), "spec.affinity", "error with field Affinity = 'a b'"),
                row(
                        block("10.0.0.0/26", "h", allocation(64, "h", "p", "a")),
                        "spec.allocations[0].ordinal",
                        "error with field Ordinal = '64' (0 to 63)"),
                row(
                        block("10.0.0.0/26", "h", allocation(-1, "h", "p", "a")),
                        "spec.allocations[0].ordinal",
                        "error with field Ordinal = '-1' (0 to 63)"),
                row(
                        block("10.0.0.0/26", "h", allocation(1, "h", "p", "a"), allocation(1, "h", "p", "b")),
                        "spec.allocations[1].ordinal",
                        "error with field Ordinal = '1' (ordinals ascend, each at most once)"),
                row(
                        block("10.0.0.0/26", "h", allocation(2, "h", "p", "a"), allocation(1, "h", "p", "b")),
                        "spec.allocations[1].ordinal",
                        "error with field Ordinal = '1' (ordinals ascend, each at most once)"),
                row(
                        block("10.0.0.0/26", "h", allocation(1, "h", "p", "a"), allocation(2, "h", "p", "a")),
                        "spec.allocations[1].handle",
                        "error with field Handle = 'a' (given to two allocations)"),
                row(
                        block("10.0.0.0/26", "h", allocation(1, "", "p", "a")),
                        "spec.allocations[0].host",
                        "error with field Host = ''"),
                row(
                        block("10.0.0.0/26", "h", allocation(1, "h", "a/b", "a")),
                        "spec.allocations[0].purpose",
                        "error with field Purpose = 'a/b'"),
                row(
                        block("10.0.0.0/26", "h", allocation(1, "h", "p", "")),
                        "spec.allocations[0].handle",
                        "error with field Handle = ''"),
                row(
                        new Node("n", new Node.Bgp(1L, null, null), List.of()),
                        "spec.bgp",
                        "error with field BGP.IPv4Address = '' (no BGP IP address and subnet specified)"),
                row(
                        new Node("n", new Node.Bgp(null, "fd00::1", null), List.of()),
                        "spec.bgp.ipv4Address",
                        "error with field BGP.IPv4Address = 'fd00::1' (invalid IPv4 address and subnet specified)"),
                row(
                        new Node("n", new Node.Bgp(null, null, "x"), List.of()),
                        "spec.bgp.ipv6Address",
                        "error with field BGP.IPv6Address = 'x' (invalid IPv6 address and subnet specified)"),
                row(
                        new Node("n", new Node.Bgp(4_294_967_296L, "10.0.0.1", null), List.of()),
                        "spec.bgp.asNumber",
                        "error with field BGP.ASNumber = '4294967296' (the supplied AS number is not valid)"),
                row(
                        new Node("n", null, List.of(new Node.OrchRef("", null))),
                        "spec.orchRefs[0].orchestrator",
                        "error with field OrchRefs.Orchestrator = ''"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void isRefusedWithFieldAndReason(Resource resource, String field, String message) {
        List<Problem> problems = Validator.validate(resource);

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().field()).isEqualTo(field);
        assertThat(problems.getFirst().message()).isEqualTo(message);
    }

    @Test
    void everyPartOfAnIdentityIsNeeded() {
        WorkloadEndpoint nameless = new WorkloadEndpoint(
                "", "", "", "", null, Map.of(), List.of(), List.of(), null, null, List.of(), "cali1", null, List.of());

        assertThat(Validator.validate(nameless))
                .extracting(Problem::message)
                .containsExactly(
                        "insufficient identifiers, missing 'node'",
                        "insufficient identifiers, missing 'orchestrator'",
                        "insufficient identifiers, missing 'workload'",
                        "insufficient identifiers, missing 'name'");
    }

    private static Profile profile(String name) {
        return new Profile(name, List.of(), Map.of(), List.of(), List.of());
    }

    private static Resource labelled(String key, String value) {
        return new NetworkSet("s", Map.of(key, value), List.of());
    }

    private static Policy policy(List<Rule> ingress) {
        Set<Direction> types = EnumSet.of(Direction.INGRESS);
        return new Policy(
                "p", Map.of(), "default", 1.0, Selector.all(), ingress, List.of(), types, false, false, false);
    }

    private static Policy policy(String tier, Map<String, String> annotations) {
        Set<Direction> types = EnumSet.of(Direction.INGRESS);
        return new Policy(
                "p", annotations, tier, null, Selector.all(), List.of(), List.of(), types, false, false, false);
    }

    private static Rule withSource(
            @Nullable Protocol protocol, List<Cidr> nets, List<Port> ports, @Nullable Selector selector) {
        EntityRule source = new EntityRule(null, nets, selector, ports, null, List.of(), null, List.of());
        return new Rule(Action.ALLOW, null, protocol, null, null, null, source, EntityRule.ANY);
    }

    private static Rule icmp(IcmpMatch match) {
        return new Rule(Action.ALLOW, IpVersion.V4, null, null, match, null, EntityRule.ANY, EntityRule.ANY);
    }

    private static WorkloadEndpoint workload(String interfaceName, List<String> addresses) {
        List<Cidr> networks = addresses.stream().map(Cidr::of).toList();
        return new WorkloadEndpoint(
                "n",
                "o",
                "w",
                "e",
                null,
                Map.of(),
                networks,
                List.of(),
                null,
                null,
                List.of("p"),
                interfaceName,
                null,
                List.of());
    }

    private static WorkloadEndpoint endpoint(
            List<WorkloadEndpoint.IpNat> nats,
            @Nullable Cidr ipv4Gateway,
            @Nullable Cidr ipv6Gateway,
            @Nullable String mac) {
        List<Cidr> networks = List.of(Cidr.of("10.0.0.1"));
        return new WorkloadEndpoint(
                "n",
                "o",
                "w",
                "e",
                null,
                Map.of(),
                networks,
                nats,
                ipv4Gateway,
                ipv6Gateway,
                List.of(),
                "cali1",
                mac,
                List.of());
    }

    private static List<WorkloadEndpoint.IpNat> nat(String internal, String external) {
        return List.of(new WorkloadEndpoint.IpNat(Cidr.of(internal), Cidr.of(external)));
    }

    private static HostEndpoint host(@Nullable String interfaceName, List<String> addresses) {
        List<Cidr> ips = addresses.stream().map(Cidr::of).toList();
        return new HostEndpoint("n", "e", Map.of(), interfaceName, ips, List.of(), List.of());
    }

    private static IpamBlock block(String cidr, String affinity, IpamBlock.Allocation... allocations) {
        return new IpamBlock(Cidr.of(cidr), affinity, List.of(allocations));
    }

    private static IpamBlock.Allocation allocation(int ordinal, String host, String purpose, String handle) {
        return new IpamBlock.Allocation(ordinal, host, purpose, handle, Instant.EPOCH);
    }

    private static IpPool pool(String cidr, boolean ipip) {
        return new IpPool(Cidr.of(cidr), ipip, IpPool.IpipMode.UNSET, true, false);
    }
}
