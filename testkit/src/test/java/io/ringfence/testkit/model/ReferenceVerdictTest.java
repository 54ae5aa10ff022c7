package io.ringfence.testkit.model;

import static io.ringfence.testkit.Criteria.*;
import static io.ringfence.testkit.Given.hostEndpoint;
import static io.ringfence.testkit.Given.networkSet;
import static io.ringfence.testkit.Given.passingTier;
import static io.ringfence.testkit.Given.policy;
import static io.ringfence.testkit.Given.profile;
import static io.ringfence.testkit.Given.tier;
import static io.ringfence.testkit.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.Passage;
import io.ringfence.model.verdict.ReferenceVerdict;
import io.ringfence.model.verdict.Verdict;
import io.ringfence.testkit.Criteria.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceVerdictTest {
    private static final PortName HTTP = new PortName("http");
    private static final Packet TCP = Packet.tcp("10.0.0.2", 40000, "10.0.0.1", 80);
    private static final Packet TCP6 = Packet.tcp("fd00::2", 40000, "fd00::1", 80);
    private static final Packet UDP = Packet.udp("10.0.0.2", 53, "10.0.0.1", 80);
    private static final Packet PING = Packet.icmp("10.0.0.2", "10.0.0.1", 8, 0);
    private static final Packet PING6 = Packet.icmp("fd00::2", "fd00::1", 128, 0);
    private static final Packet SCTP = Packet.sctp("10.0.0.2", 40000, "10.0.0.1", 80);
    private static final Packet GRE = Packet.of(new Protocol(47), "10.0.0.2", "10.0.0.1");
    private static final Packet ICMP_OVER_V6 = Packet.of(Protocol.ICMP, "fd00::2", "fd00::1");
    private static final Packet ICMPV6_OVER_V4 = Packet.of(Protocol.ICMPV6, "10.0.0.2", "10.0.0.1");

    /** The endpoint that is judged, and one that packets come from. */
    private static final List<Resource> ENDPOINTS = List.of(
            workload("h", "server")
                    .at("10.0.0.1", "fd00::1")
                    .labelled("role", "server")
                    .port("http", Protocol.TCP, 80)
                    .port("http", Protocol.TCP, 8080)
                    .port("dns", Protocol.UDP, 80)
                    .build(),
            workload("h", "client")
                    .at("10.0.0.2", "fd00::2")
                    .labelled("role", "client")
                    .profiles("clients")
                    .build(),
            profile("clients").tagged("CLIENT").labelled("zone", "red").build(),
            hostEndpoint("h", "eth0")
                    .at("192.0.2.1")
                    .labelled("role", "host")
                    .port("ssh", Protocol.TCP, 40000)
                    .build(),
            networkSet("partners", Map.of("role", "partner"), "203.0.113.0/24", "2001:db8::/32"),
            networkSet("both", Map.of("role", "client", "CLIENT", ""), "198.51.100.0/24"));

    private static final ResourceKey SERVER = key("server");

    private static Arguments row(String what, Packet packet, boolean matches, Criterion... criteria) {
        return Arguments.of(what, packet, matches, rule(Action.ALLOW, criteria));
    }

    static List<Arguments> criteria() {
        Packet fromHost = Packet.tcp("192.0.2.1", 40000, "10.0.0.1", 80);
        Packet fromPartner = Packet.tcp("203.0.113.77", 40000, "10.0.0.1", 80);
        Packet fromStranger = Packet.tcp("203.0.114.1", 40000, "10.0.0.1", 80);
        Packet otherHttp = Packet.tcp("10.0.0.2", 40000, "10.0.0.1", 8080);
        Packet otherPort = Packet.tcp("10.0.0.2", 40000, "10.0.0.1", 81);
        Packet fromBoth = Packet.tcp("198.51.100.1", 40000, "10.0.0.1", 80);
        return List.of(
                row("no criterion", TCP, true),
                row("no criterion, IPv6", PING6, true),
                row("family", TCP, true, ipv4()),
                row("other family", TCP6, false, ipv4()),
                row("protocol", TCP, true, protocol(Protocol.TCP)),
                row("other protocol", UDP, false, protocol(Protocol.TCP)),
                row("not protocol", TCP, false, notProtocol(Protocol.TCP)),
                row("not another protocol", UDP, true, notProtocol(Protocol.TCP)),
                row("icmp is number 1: not ICMPv6", PING6, false, protocol(Protocol.ICMP)),
                row("icmp is number 1: in IPv6 too", ICMP_OVER_V6, true, protocol(Protocol.ICMP)),
                row("icmpv6 is number 58", PING6, true, protocol(Protocol.ICMPV6)),
                row("icmpv6 is number 58: in IPv4 too", ICMPV6_OVER_V4, true, protocol(Protocol.ICMPV6)),
                row("not icmp lets ICMPv6 through", PING6, true, notProtocol(Protocol.ICMP)),
                row("any ICMP", PING, true, icmp()),
                row("any ICMP, IPv6", PING6, true, icmp()),
                row("any ICMP is not TCP", TCP, false, icmp()),
                row("any ICMP is not its number in the other family", ICMPV6_OVER_V4, false, icmp()),
                row("any ICMP is not its number in the other family, IPv6", ICMP_OVER_V6, false, icmp()),
                row("ICMP type", PING, true, icmp(8)),
                row("other ICMP type", PING, false, icmp(0)),
                row("ICMP type, IPv6", PING6, true, icmp(128)),
                row("ICMP type and code", PING, true, icmp(8, 0)),
                row("other ICMP code", PING, false, icmp(8, 1)),
                row("protocol and ICMP type agree", PING, true, protocol(Protocol.ICMP), icmp(8)),
                row("protocol and ICMP type of two families", PING6, false, protocol(Protocol.ICMP), icmp(128)),
                row("ICMP type with another protocol never", PING, false, protocol(Protocol.TCP), icmp(8)),
                row("not this ICMP type", PING, false, notIcmp(8)),
                row("not that ICMP type", PING, true, notIcmp(0)),
                row("not this ICMP code", PING, true, notIcmp(8, 1)),
                row("not any ICMP", PING, false, notIcmp()),
                row("not any ICMP: TCP", TCP, true, notIcmp()),
                row("not any ICMP: number of the other family", ICMPV6_OVER_V4, true, notIcmp()),
                row("port", TCP, true, tcp(22, 80)),
                row("other port", TCP, false, tcp(22, 81)),
                row("port of another protocol", UDP, false, tcp(80)),
                row("range", TCP, true, protocol(Protocol.TCP), toPorts(new PortRange(80, 90))),
                row("end of range", TCP, true, protocol(Protocol.TCP), toPorts(new PortRange(70, 80))),
                row("outside of range", TCP, false, protocol(Protocol.TCP), toPorts(new PortRange(81, 90))),
                row("source port", TCP, true, protocol(Protocol.TCP), fromPorts(PortRange.of(40000))),
                row("other source port", TCP, false, protocol(Protocol.TCP), fromPorts(PortRange.of(80))),
                row("not port", TCP, false, protocol(Protocol.TCP), notToPorts(PortRange.of(80))),
                row("not another port", TCP, true, protocol(Protocol.TCP), notToPorts(PortRange.of(81))),
                row("not source port", TCP, false, protocol(Protocol.TCP), notFromPorts(new PortRange(1, 65535))),
                row("port and not port", TCP, false, tcp(80), notToPorts(PortRange.of(80))),
                row("ports without protocol match what has ports", UDP, true, toPorts(PortRange.of(80))),
                row("ports of the third protocol that has them", SCTP, true, toPorts(PortRange.of(80))),
                row("ports without protocol", GRE, false, toPorts(PortRange.of(80))),
                row("negated ports without protocol", GRE, false, notToPorts(PortRange.of(81))),
                row("named port", TCP, true, toPorts(HTTP)),
                row("named port, IPv6", TCP6, true, toPorts(HTTP)),
                row("named port of a protocol", TCP, true, protocol(Protocol.TCP), toPorts(HTTP)),
                row("one name, several ports", otherHttp, true, toPorts(HTTP)),
                row("name of another port", otherHttp, false, toPorts(new PortName("dns"))),
                row("named port of another protocol", UDP, false, toPorts(HTTP)),
                row("name that nobody has", TCP, false, toPorts(new PortName("HTTP"))),
                row("name or number: the name", TCP, true, toPorts(PortRange.of(22), HTTP)),
                row("name or number: the number", TCP, true, toPorts(PortRange.of(80), new PortName("dns"))),
                row("name and number: neither", TCP, false, toPorts(PortRange.of(22), new PortName("dns"))),
                row(
                        "named port at another address",
                        Packet.tcp("10.0.0.1", 40000, "10.0.0.2", 80),
                        false,
                        toPorts(HTTP)),
                row("named port of selected endpoints", TCP, true, to("role == 'server'"), toPorts(HTTP)),
                row("named port of endpoints not selected", TCP, false, to("role == 'client'"), toPorts(HTTP)),
                row("named source port of a host endpoint", fromHost, true, fromPorts(new PortName("ssh"))),
                row("not named port", TCP, false, notToPorts(HTTP)),
                row("not named port: another", otherPort, true, notToPorts(HTTP)),
                row("not named port: strangers", fromStranger, true, notFromPorts(HTTP)),
                row("not named port: what has no ports", GRE, false, notToPorts(HTTP)),
                row("block", TCP, true, fromNet("192.0.2.0/24", "10.0.0.0/24")),
                row("other block", TCP, false, fromNet("192.0.2.0/24")),
                row("destination block", TCP, true, toNet("10.0.0.1/32")),
                row("block of another family", TCP6, false, fromNet("0.0.0.0/0")),
                row("not block", TCP, false, notFromNet("192.0.2.0/24", "10.0.0.0/24")),
                row("not another block", TCP, true, notFromNet("192.0.2.0/24")),
                row("not block of another family", TCP6, false, notFromNet("192.0.2.0/24")),
                row("not everything", TCP, false, notToNet("0.0.0.0/0")),
                row("not everything, IPv6", TCP6, false, notToNet("::/0")),
                row("block and not block", TCP, false, fromNet("10.0.0.0/8"), notFromNet("10.0.0.2/32")),
                row("selector", TCP, true, from("role == 'client'")),
                row("selector, IPv6", TCP6, true, from("role == 'client'")),
                row("other selector", TCP, false, from("role == 'server'")),
                row("selector of the destination", TCP, true, to("role == 'server'")),
                row("selector over a profile's label", TCP, true, from("zone == 'red'")),
                row("selector over a profile's tag", TCP, true, from("CLIENT == ''")),
                row("selector means host endpoints", fromHost, true, from("role == 'host'")),
                row("selector means network sets", fromPartner, true, from("role == 'partner'")),
                row("selector does not mean strangers", fromStranger, false, from("all()")),
                row("negated operator does not mean strangers", fromStranger, false, from("role != 'client'")),
                row("not selector", TCP, false, notFrom("role == 'client'")),
                row("not another selector", TCP, true, notFrom("role == 'server'")),
                row("not selector: strangers too", fromStranger, true, notFrom("all()")),
                row("tag", TCP, true, fromTag("CLIENT")),
                row("other tag", TCP, false, fromTag("SERVER")),
                row("not tag", TCP, false, notFromTag("CLIENT")),
                row("not tag: strangers", fromStranger, true, notFromTag("CLIENT")),
                row("tag and selector of one endpoint", TCP, true, fromTag("CLIENT"), from("zone == 'red'")),
                row(
                        "tag and selector must be of one thing",
                        fromPartner,
                        false,
                        fromTag("CLIENT"),
                        from("role == 'partner'")),
                row("tag and selector of one network set", fromBoth, true, fromTag("CLIENT"), from("role == 'client'")),
                row(
                        "not tag, not selector: each on its own",
                        TCP,
                        false,
                        notFromTag("CLIENT"),
                        notFrom("zone == 'blue'")),
                row("both sides", TCP, true, fromTag("CLIENT"), to("role == 'server'"), tcp(80)),
                row("one side fails", TCP, false, fromTag("CLIENT"), to("role == 'client'"), tcp(80)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("criteria")
    void aRuleMatchesWhenAllItsCriteriaHold(String what, Packet packet, boolean matches, Rule rule) {
        Verdict verdict = judge(packet, policy("p").in(rule).build());

        assertThat(verdict.allowed()).as("%s: %s", what, verdict).isEqualTo(matches);
        assertThat(verdict.decision())
                .isEqualTo(matches ? new Verdict.PolicyRule("default", "p", 1) : new Verdict.EndOfTier("default"));
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        Policy policy = policy("p").log().deny(tcp(22)).allow(tcp(80)).deny().build();

        assertThat(judge(TCP, policy)).hasToString("ingress allowed: rule 3 of policy p in tier default");
        assertThat(judge(UDP, policy)).hasToString("ingress denied: rule 4 of policy p in tier default");
    }

    @Test
    void policiesGoByOrderThenName() {
        Policy unordered = policy("a").deny().build();
        Policy late = policy("b").order(2).deny().build();
        Policy early = policy("d").order(-1).allow(protocol(Protocol.UDP)).build();
        Policy sameAsLate = policy("c").order(2).allow().build();

        assertThat(judge(TCP, sameAsLate, unordered, late, early).decision())
                .isEqualTo(new Verdict.PolicyRule("default", "b", 1));
        assertThat(judge(UDP, sameAsLate, unordered, late, early).decision())
                .isEqualTo(new Verdict.PolicyRule("default", "d", 1));
        assertThat(judge(TCP, sameAsLate, unordered).decision()).isEqualTo(new Verdict.PolicyRule("default", "c", 1));
    }

    @Test
    void onlyPoliciesThatSelectTheEndpointAndGovernTheDirectionTakePart() {
        Policy elsewhere =
                policy("elsewhere").selects("role == 'client'").deny().build();
        Policy egress = policy("egress").denyOut().build();
        Policy untracked = policy("untracked").untracked().deny().build();
        Policy preDnat = policy("pre").preDnat().deny().build();
        Policy forward = policy("forward").onForward().allow().build();

        assertThat(judge(TCP, elsewhere, egress, untracked, preDnat).decision()).isEqualTo(new Verdict.EndOfProfiles());
        assertThat(judge(TCP, elsewhere, egress, untracked, preDnat, forward).allowed())
                .isTrue();
        assertThat(judge(TCP, policy("empty").governs(Direction.INGRESS).build())
                        .decision())
                .isEqualTo(new Verdict.EndOfTier("default"));
        assertThat(judge(TCP, policy("empty").governs(Direction.EGRESS).build()).decision())
                .isEqualTo(new Verdict.EndOfProfiles());
    }

    @Test
    void tiersGoByOrderAndATierThatEndsDrops() {
        Policy first = policy("z").inTier("security").pass(tcp(80)).build();
        Policy second = policy("a").inTier("platform").allow().build();
        Resource security = tier("security", 10);
        Resource platform = tier("platform", 20);

        assertThat(judge(TCP, first, second, security, platform).decision())
                .isEqualTo(new Verdict.PolicyRule("platform", "a", 1));
        assertThat(judge(UDP, first, second, security, platform).decision())
                .isEqualTo(new Verdict.EndOfTier("security"));
        assertThat(judge(UDP, first, second, passingTier("security", 10), platform)
                        .allowed())
                .isTrue();
        assertThat(judge(UDP, first, second, tier("security", 30), platform).allowed())
                .isTrue();
    }

    @Test
    void aTierWithoutPoliciesForTheEndpointIsAsIfItWereNotThere() {
        Policy other = policy("o")
                .inTier("security")
                .selects("role == 'client'")
                .deny()
                .build();

        assertThat(judge(TCP, other, tier("security", 1), policy("p").allow().build())
                        .allowed())
                .isTrue();
    }

    @Test
    void theDefaultTierIsAtOneMillionAndCanBeChanged() {
        Policy inDefault = policy("d").deny().build();
        Policy before = policy("b").inTier("early").allow().build();

        assertThat(judge(TCP, inDefault, before, tier("early", 999_999)).allowed())
                .isTrue();
        assertThat(judge(TCP, inDefault, before, tier("early", 1_000_001)).allowed())
                .isFalse();
        assertThat(judge(TCP, policy("p").allow(udp()).build(), passingTier("default", 5))
                        .decision())
                .isEqualTo(new Verdict.EndOfProfiles());
    }

    @Test
    void aTierThatIsMissingDeniesAtItsEnd() {
        Policy policy = policy("p").inTier("gone").allow(tcp(80)).build();

        assertThat(judge(TCP, policy).allowed()).isTrue();
        assertThat(judge(UDP, policy).decision()).isEqualTo(new Verdict.EndOfTier("gone"));
    }

    @Test
    void profilesAreAskedInOrderWhenNoTierDecides() {
        List<Resource> profiles = List.of(
                profile("one")
                        .deny(tcp(22))
                        .in(rule(Action.PASS, tcp(80)))
                        .allow()
                        .build(),
                profile("two").allow(tcp(80)).build(),
                profile("silent").build());

        assertThat(judgeWith(profiles, TCP, "one", "two").decision()).isEqualTo(new Verdict.ProfileRule("two", 1));
        assertThat(judgeWith(profiles, UDP, "one", "two").decision()).isEqualTo(new Verdict.ProfileRule("one", 3));
        assertThat(judgeWith(profiles, TCP, "silent", "two").allowed()).isTrue();
        assertThat(judgeWith(profiles, TCP, "silent").decision()).isEqualTo(new Verdict.EndOfProfiles());
        assertThat(judgeWith(profiles, TCP).decision()).isEqualTo(new Verdict.EndOfProfiles());
        assertThat(judgeWith(profiles, TCP, "two", "missing").allowed()).isTrue();
        assertThat(judgeWith(profiles, TCP, "missing", "two").decision())
                .isEqualTo(new Verdict.MissingProfile("missing"));
    }

    @Test
    void profilesAreNotAskedWhenATierEnds() {
        List<Resource> resources = List.of(
                profile("open").allow().build(), policy("p").allow(udp()).build());

        assertThat(judgeWith(resources, TCP, "open").decision()).isEqualTo(new Verdict.EndOfTier("default"));
    }

    @Test
    void bothEndsOfAPassageMustAllow() {
        List<Resource> resources = new ArrayList<>(ENDPOINTS);
        resources.add(
                policy("out").selects("role == 'client'").allowOut(tcp(80)).build());
        resources.add(policy("in")
                .selects("role == 'server'")
                .allow(from("role == 'client'"))
                .build());
        ReferenceVerdict verdict = new ReferenceVerdict(resources);

        assertThat(verdict.between(TCP).allowed()).isTrue();
        Passage stopped = verdict.between(UDP);
        assertThat(stopped.allowed()).isFalse();
        assertThat(stopped.ingress()).isNull();
        assertThat(verdict.between(null, SERVER, TCP).allowed()).isTrue();
        assertThat(verdict.between(key("client"), null, TCP).allowed()).isTrue();
        assertThat(verdict.between(null, null, UDP).allowed()).isTrue();
        Packet back = Packet.tcp("10.0.0.1", 40000, "10.0.0.2", 80);
        assertThat(verdict.between(back).egress())
                .isEqualTo(new Verdict(false, Direction.EGRESS, new Verdict.EndOfProfiles()));
    }

    @Test
    void anEndpointThatDoesNotExistIsClosed() {
        assertThat(new ReferenceVerdict(List.of())
                        .judge(SERVER, Direction.INGRESS, TCP)
                        .allowed())
                .isFalse();
        assertThatThrownBy(() -> new ReferenceVerdict(List.of())
                        .judge(ResourceKey.of(Kind.HOST_ENDPOINT, "h", "eth0"), Direction.INGRESS, TCP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void packetsAreWellFormed() {
        assertThatThrownBy(() -> Packet.tcp("10.0.0.1", 1, "fd00::1", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packet.tcp("10.0.0.0/8", 1, "10.0.0.1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packet.tcp("10.0.0.2", 65536, "10.0.0.1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packet.of(Protocol.TCP, "10.0.0.2", "10.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packet.of(Protocol.ICMP, "10.0.0.2", "10.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PING6.version()).isEqualTo(IpVersion.V6);
        assertThat(Packet.of(Protocol.ICMP, "fd00::2", "fd00::1").isIcmp()).isFalse();
        assertThat(PING.source()).isEqualTo(Cidr.of("10.0.0.2"));
    }

    private static Verdict judge(Packet packet, Resource... resources) {
        List<Resource> all = new ArrayList<>(ENDPOINTS);
        all.addAll(List.of(resources));
        return new ReferenceVerdict(all).judge(SERVER, Direction.INGRESS, packet);
    }

    private static Verdict judgeWith(List<Resource> resources, Packet packet, String... profiles) {
        WorkloadEndpoint endpoint =
                workload("h", "server").at("10.0.0.1").profiles(profiles).build();
        List<Resource> all = new ArrayList<>(resources);
        all.add(endpoint);
        return new ReferenceVerdict(all).judge(endpoint.key(), Direction.INGRESS, packet);
    }

    private static ResourceKey key(String name) {
        return ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "h", "docker", name, "eth0");
    }
}
