package io.ringfence.model.v3;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each document of v3 beside the document of v1 that means the same; and what is refused. */
class V3DialectTest {
    private static final String V3 = "apiVersion: projectcalico.org/v3, ";

    private static ReadResult read(String text) {
        return ResourceReader.read(text.getBytes(StandardCharsets.UTF_8), Format.AUTO, List.of(new V3Dialect()));
    }

    private static List<Resource> resources(String text) {
        return switch (read(text)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    private static Arguments same(String v3, String v1) {
        return Arguments.of("{" + V3 + v3 + "}", "{apiVersion: v1, " + v1 + "}");
    }

    /** Policies p, that of v3 global, with such a spec. */
    private static Arguments samePolicy(String v3, String v1) {
        return same(
                "kind: GlobalNetworkPolicy, metadata: {name: p}, spec: {" + v3 + "}",
                "kind: policy, metadata: {name: p}, spec: {" + v1 + "}");
    }

    /** A policy p in namespace ns, and policy ns/p. */
    private static Arguments sameInNamespace(String v3, String v1) {
        return same(
                "kind: NetworkPolicy, metadata: {name: p, namespace: ns}, spec: {" + v3 + "}",
                "kind: policy, metadata: {name: ns/p}, spec: {" + v1 + "}");
    }

    static List<Arguments> pairs() {
        return List.of(
                same(
                        "kind: Tier, metadata: {name: t, uid: '7', resourceVersion: '8'}, spec: {order: 5, defaultAction: Pass}",
                        "kind: tier, metadata: {name: t}, spec: {order: 5, defaultAction: pass}"),
                same(
                        "kind: GlobalNetworkSet, metadata: {name: s, labels: {a: b}}, spec: {nets: [10.0.0.0/8, 'fd00::1']}",
                        "kind: networkSet, metadata: {name: s, labels: {a: b}}, spec: {nets: [10.0.0.0/8, 'fd00::1']}"),
                same(
                        "kind: NetworkSet, metadata: {name: s, namespace: ns, labels: {a: b}}, spec: {nets: [10.0.0.0/8]}",
                        "kind: networkSet, metadata: {name: ns/s, labels: {a: b, projectcalico.org/namespace: ns}},"
                                + " spec: {nets: [10.0.0.0/8]}"),
                same(
                        "kind: HostEndpoint, metadata: {name: eth0, labels: {a: b}},"
                                + " spec: {node: h, interfaceName: '*', expectedIPs: [10.0.0.1], profiles: [x, z]}",
                        "kind: hostEndpoint, metadata: {name: eth0, node: h, labels: {a: b}},"
                                + " spec: {interfaceName: '*', expectedIPs: [10.0.0.1], profiles: [x, z]}"),
                same(
                        "kind: Profile, metadata: {name: p}, spec: {labelsToApply: {a: b}, ingress: [{action: Allow}]}",
                        "kind: profile, metadata: {name: p, labels: {a: b}}, spec: {ingress: [{action: allow}]}"),
                same(
                        "kind: GlobalNetworkPolicy, metadata: {name: default.p, annotations: {a: b}}",
                        "kind: policy, metadata: {name: default.p, annotations: {a: b}}"),
                samePolicy("selector: a == 'b', order: 1.5, tier: t", "selector: a == 'b', order: 1.5, tier: t"),
                samePolicy("types: [Ingress, Egress]", "types: [ingress, egress]"),
                samePolicy("egress: [{action: Deny}]", "egress: [{action: deny}], types: [egress]"),
                samePolicy("doNotTrack: true, applyOnForward: true", "doNotTrack: true, applyOnForward: true"),
                samePolicy("preDNAT: true, applyOnForward: true", "preDNAT: true, applyOnForward: true"),
                samePolicy(
                        "namespaceSelector: 'all()', selector: has(x)",
                        "selector: has(x) && has(projectcalico.org/namespace)"),
                samePolicy(
                        "namespaceSelector: team == 'a' || has(b), selector: has(x)",
                        "selector: has(x) && (pcns.team == 'a' || has(pcns.b))"),
                samePolicy(
                        "namespaceSelector: '!has(b)'",
                        "selector: '(!has(pcns.b)) && has(projectcalico.org/namespace)'"),
                samePolicy(
                        "performanceHints: [AssumeNeededOnEveryNode],"
                                + " ingress: [{action: Log, metadata: {annotations: {why: because}}}]",
                        "ingress: [{action: log}]"),
                samePolicy(
                        "ingress: [{action: Pass, ipVersion: 4, protocol: ICMP, icmp: {type: 8, code: 0}, notICMP: {type: 9},"
                                + " notProtocol: UDPLite}]",
                        "ingress: [{action: pass, ipVersion: 4, protocol: icmp, icmp: {type: 8, code: 0}, notICMP: {type: 9},"
                                + " notProtocol: udplite}]"),
                samePolicy(
                        "ingress: [{action: Allow, protocol: ICMPv6}, {action: Allow, protocol: 6}, {action: Allow, protocol: SCTP}]",
                        "ingress: [{action: allow, protocol: icmpv6}, {action: allow, protocol: tcp}, {action: allow, protocol: sctp}]"),
                samePolicy(
                        "ingress: [{action: Allow, protocol: TCP, source: {nets: [10.0.0.0/8], notNets: [10.1.0.0/16],"
                                + " selector: has(a), notSelector: has(b), ports: [1, '2:3'], notPorts: ['4']}}]",
                        "ingress: [{action: allow, protocol: tcp, source: {nets: [10.0.0.0/8], notNets: [10.1.0.0/16],"
                                + " selector: has(a), notSelector: has(b), ports: [1, '2:3'], notPorts: [4]}}]"),
                samePolicy(
                        "ingress: [{action: Allow, protocol: SCTP, destination: {ports: [http, 80], notPorts: [9p]}}]",
                        "ingress: [{action: allow, protocol: sctp, destination: {ports: [http, 80], notPorts: [9p]}}]"),
                samePolicy(
                        "ingress: [{action: Allow, source: {namespaceSelector: global(), selector: has(a)}}]",
                        "ingress: [{action: allow, source: {selector: has(a) && !has(projectcalico.org/namespace)}}]"),
                samePolicy(
                        "ingress: [{action: Allow, source: {selector: 'all()'}}, {action: Allow, source: {selector: ''}}]",
                        "ingress: [{action: allow, source: {selector: 'all()'}}, {action: allow}]"),
                sameInNamespace("selector: has(a)", "selector: has(a) && projectcalico.org/namespace == 'ns'"),
                sameInNamespace("tier: t", "tier: t, selector: projectcalico.org/namespace == 'ns'"),
                sameInNamespace(
                        "egress: [{action: Allow, destination: {selector: has(a)}},"
                                + " {action: Allow, destination: {notSelector: has(b)}},"
                                + " {action: Allow, destination: {nets: [10.0.0.0/8]}},"
                                + " {action: Allow, destination: {namespaceSelector: has(c)}}]",
                        "selector: projectcalico.org/namespace == 'ns', egress: ["
                                + "{action: allow, destination: {selector: has(a) && projectcalico.org/namespace == 'ns'}},"
                                + "{action: allow, destination: {selector: projectcalico.org/namespace == 'ns', notSelector: has(b)}},"
                                + "{action: allow, destination: {nets: [10.0.0.0/8]}},"
                                + "{action: allow, destination: {selector: has(pcns.c)}}]"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theyMeanTheSame(String v3, String v1) {
        assertThat(resources(v3)).isEqualTo(resources(v1));
    }

    @Test
    void aPolicyWithoutNamespaceIsInDefault() {
        assertThat(resources("{" + V3 + "kind: NetworkPolicy, metadata: {name: p}}")
                        .getFirst()
                        .key())
                .hasToString("policy/default%2fp");
    }

    @Test
    void aFileMayMixVersionsAndListsAndSaysWhereEachStands() {
        ReadResult read = read("""
                apiVersion: projectcalico.org/v3
                kind: TierList
                items:
                - metadata: {name: a}
                - apiVersion: projectcalico.org/v3
                  kind: Tier
                  metadata: {name: b}
                ---
                apiVersion: v1
                kind: tier
                metadata: {name: c}
                """);
        assertThat(read).isInstanceOfSatisfying(ReadResult.Accepted.class, accepted -> {
            assertThat(accepted.resources())
                    .extracting(resource -> resource.key().toString())
                    .containsExactly("tier/a", "tier/b", "tier/c");
            assertThat(accepted.places()).containsExactly(new Place(1, 4), new Place(1, 5), new Place(2, 9));
        });
    }

    @Test
    void aNameOfAnyLengthIsJudged() {
        for (String name : List.of("a." + "a.".repeat(100_000) + "a", "a".repeat(254), "a".repeat(100_000))) {
            byte[] document = ("{" + V3 + "kind: GlobalNetworkPolicy, metadata: {name: " + name + "}, spec: {}}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(ResourceReader.read(document, Format.AUTO, List.of(new V3Dialect())))
                    .isInstanceOfSatisfying(
                            ReadResult.Refused.class,
                            refused -> assertThat(refused.problems())
                                    .singleElement()
                                    .extracting(Problem::reason)
                                    .isEqualTo("name must have at most 253 characters"));
        }
    }

    private static Arguments refused(String spec, String message) {
        return Arguments.of(
                "{" + V3 + "kind: GlobalNetworkPolicy, metadata: {name: p},\nspec: {" + spec + "}}", message);
    }

    private static Arguments refusedRule(String rule, String message) {
        return refused("ingress: [{action: Allow, " + rule + "}]", message);
    }

    static List<Arguments> bad() {
        String wider = " is not supported here, and without it the rule would match more)";
        return List.of(
                refusedRule("http: {methods: [GET]}", "error with field HTTP = '' (a match on http" + wider),
                refusedRule(
                        "source: {serviceAccounts: {names: [a]}}",
                        "error with field Source.ServiceAccounts = '' (a match on serviceAccounts" + wider),
                refusedRule(
                        "destination: {services: {name: s, namespace: ns}}",
                        "error with field Destination.Services = '' (a match on services" + wider),
                refused(
                        "serviceAccountSelector: has(a)",
                        "error with field ServiceAccountSelector = 'has(a)' (serviceAccountSelector is not supported here,"
                                + " and without it the policy would apply to more endpoints)"),
                refusedRule("protocol: TCP, destination: {ports: [80, 80-90]}", "invalid port format (80-90)"),
                refusedRule(
                        "destination: {ports: [http]}",
                        "error with field Destination.Ports = 'http' (protocol does not support ports)"),
                refusedRule(
                        "protocol: UDPLite, destination: {ports: [80]}",
                        "error with field Destination.Ports = '80' (protocol does not support ports)"),
                refusedRule(
                        "protocol: tcp",
                        "error with field Protocol = 'tcp' (protocol name invalid: TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite or a number)"),
                refusedRule("protocol: 256", "error with field Protocol = '256' (protocol number invalid)"),
                refusedRule(
                        "icmp: {type: 8}",
                        "error with field Protocol = '' (rules that specify ICMP fields must set protocol to ICMP)"),
                refusedRule(
                        "protocol: ICMP, ipVersion: 6",
                        "error with field IPVersion = '6' (must set ipversion to '4' with protocol icmp)"),
                refusedRule("source: {nets: [10.0.0.1]}", "error with field Source.Nets = '10.0.0.1' (invalid CIDR)"),
                refusedRule(
                        "source: {nets: [10.0.0.1/8]}", "error with field Source.Nets = '10.0.0.1/8' (invalid CIDR)"),
                refusedRule(
                        "source: {notNets: ['::/0']}",
                        "error with field Source.NotNets = '::/0' (catch-all CIDR in negation creates logical contradiction"
                                + " (matches no traffic))"),
                refusedRule(
                        "source: {nets: [10.0.0.0/8, 'fd00::/8']}",
                        "error with field Source.Net(s) = 'fd00::/8' (rule contains both IPv4 and IPv6 CIDRs)"),
                refusedRule(
                        "source: {selector: global()}",
                        "error with field Source.Selector = 'global()' (global() can only be used in an EntityRule namespaceSelector)"),
                refusedRule(
                        "source: {namespaceSelector: global() && has(a)}",
                        "error with field NamespaceSelector = 'global() && has(a)'"
                                + " (global() cannot be combined with other selectors)"),
                refusedRule("source: {tag: x}", "field in document is not recognized or is in the wrong location: tag"),
                refused(
                        "ingress: [{action: allow}]",
                        "error with field Action = 'allow' (must be Allow, Deny, Log or Pass)"),
                refused(
                        "doNotTrack: true",
                        "error with field ApplyOnForward = 'false' (applyOnForward must be true if either preDNAT or doNotTrack is true)"),
                refused(
                        "types: [Ingress, Ingress]",
                        "error with field PolicySpec.Types = 'Ingress' ('Ingress' type specified more than once)"),
                refused("selector: a ==", "error with field Selector = 'a ==' (expected string at column 5)"),
                Arguments.of(
                        "{" + V3 + "kind: StagedNetworkPolicy, metadata: {name: p}}",
                        "Unknown resource type (StagedNetworkPolicy) and/or version (projectcalico.org/v3)"
                                + ": Ringfence stages nothing; a policy that is stored is in force"),
                Arguments.of(
                        "{" + V3 + "kind: BGPConfiguration, metadata: {name: default}}",
                        "Unknown resource type (BGPConfiguration) and/or version (projectcalico.org/v3)"
                                + ": Ringfence speaks no BGP; routes between hosts are the network's own"),
                Arguments.of(
                        "{" + V3 + "kind: FelixConfiguration, metadata: {name: default}}",
                        "Unknown resource type (FelixConfiguration) and/or version (projectcalico.org/v3)"
                                + ": Ringfence has no Felix; each service takes its settings when it starts"),
                Arguments.of(
                        "{" + V3 + "kind: Tier, metadata: {name: WEB}}",
                        "error with field Name = 'WEB' (name must consist of lower case alphanumeric characters, '-' or '.')"),
                Arguments.of(
                        "{" + V3 + "kind: Tier, metadata: {name: a.b}}",
                        "error with field Name = 'a.b' (a tier's name has at most 63 lower case alphanumeric characters and '-')"),
                Arguments.of(
                        "{" + V3 + "kind: Tier, metadata: {name: default}, spec: {order: 5}}",
                        "error with field TierSpec.Order = '5.0' (default tier order must be 1000000)"),
                Arguments.of(
                        "{" + V3 + "kind: Tier, metadata: {name: t, namespace: ns}}",
                        "error with field Namespace = 'ns' (a Tier is in no namespace)"),
                Arguments.of("{" + V3 + "kind: Tier}", "insufficient identifiers, missing 'name'"),
                Arguments.of(
                        "{" + V3 + "kind: HostEndpoint, metadata: {name: e}, spec: {interfaceName: eth0}}",
                        "error with field Node = '' (node must be specified)"),
                Arguments.of(
                        "{" + V3
                                + "kind: HostEndpoint, metadata: {name: e}, spec: {node: h, interfaceName: eth0,"
                                + " ports: [{name: a, protocol: UDPLite, port: 1}]}}",
                        "error with field EndpointPort.Protocol = 'udplite' (EndpointPort protocol does not support ports.)"),
                Arguments.of(
                        "{" + V3
                                + "kind: HostEndpoint, metadata: {name: e}, spec: {node: h, interfaceName: eth0,"
                                + " ports: [{name: '80', protocol: TCP, port: 1}]}}",
                        "error with field Name = '80' (a port's name has 1 to 128 letters, digits, '_', '.' and '-',"
                                + " and a letter among them)"),
                Arguments.of(
                        "{" + V3
                                + "kind: HostEndpoint, metadata: {name: e}, spec: {node: h, interfaceName: eth0,"
                                + " ports: [{name: a, protocol: TCP, port: 0}]}}",
                        "error with field Port = '0' (port number must be between 1 and 65535)"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatCannotBeMeantExactlyIsRefused(String document, String message) {
        assertThat(read(document)).isInstanceOfSatisfying(ReadResult.Refused.class, refused -> {
            Problem problem = refused.problems().getFirst();
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.document()).isOne();
            assertThat(problem.line()).isPositive();
            assertThat(problem.field()).isNotEmpty();
        });
    }

    @Test
    void withoutTheDialectItIsUnknown() {
        byte[] text = ("{" + V3 + "kind: Tier, metadata: {name: t}}").getBytes(StandardCharsets.UTF_8);
        assertThat(ResourceReader.read(text, Format.AUTO))
                .isInstanceOfSatisfying(
                        ReadResult.Refused.class,
                        refused -> assertThat(refused.problems().getFirst().message())
                                .isEqualTo("Unknown resource type (Tier) and/or version (projectcalico.org/v3)"));
    }
}
