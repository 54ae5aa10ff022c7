package io.ringfence.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedDocumentsTest {
    @Test
    void everyFieldOfARule() {
        Policy policy = (Policy) one("""
                apiVersion: v1
                kind: policy
                metadata:
                  name: p
                  annotations: {why: because}
                spec:
                  tier: platform
                  order: 1.5
                  selector: "has(x)"
                  types: [egress, ingress]
                  ingress:
                  - action: log
                    ipVersion: 6
                    protocol: "6"
                    notProtocol: 50
                    icmp: {type: 1, code: 2}
                    notICMP: {}
                    source:
                      tag: t
                      net: fd00::1
                      selector: ''
                      ports: [1, "2", "3:4", 5:6]
                      notTag: u
                      notNet: fd00::/8
                      notSelector: has(y)
                      notPorts: [7]
                """);

        assertThat(policy.tier()).isEqualTo("platform");
        assertThat(policy.order()).isEqualTo(1.5);
        assertThat(policy.annotations()).isEqualTo(Map.of("why", "because"));
        assertThat(policy.types()).containsExactly(Direction.INGRESS, Direction.EGRESS);
        assertThat(policy.ingress())
                .containsExactly(new Rule(
                        Action.LOG,
                        IpVersion.V6,
                        Protocol.TCP,
                        new Protocol(50),
                        new IcmpMatch(1, 2),
                        new IcmpMatch(null, null),
                        new EntityRule(
                                "t",
                                List.of(Cidr.of("fd00::1/128")),
                                null,
                                List.of(PortRange.of(1), PortRange.of(2), new PortRange(3, 4), new PortRange(5, 6)),
                                "u",
                                List.of(Cidr.of("fd00::/8")),
                                Selector.of("has(y)"),
                                List.of(PortRange.of(7))),
                        EntityRule.ANY));
    }

    @Test
    void everyFieldOfAWorkloadEndpoint() {
        WorkloadEndpoint endpoint = (WorkloadEndpoint) one("""
                apiVersion: v1
                kind: workloadEndpoint
                metadata: {name: eth0, workload: w/1, orchestrator: docker, node: h, activeInstanceID: i, labels: {a: b}}
                spec:
                  ipNetworks: [10.0.0.1/32, fd00::1]
                  ipNATs: [{internalIP: 10.0.0.1, externalIP: 192.0.2.1}]
                  ipv4Gateway: 169.254.1.1
                  ipv6Gateway: fe80::1
                  profiles: [one, two]
                  interfaceName: cali1
                  mac: 12:34:56:11:22:33
                """);

        assertThat(endpoint.key()).hasToString("workloadEndpoint/h/docker/w%2f1/eth0");
        assertThat(endpoint.ipNetworks()).containsExactly(Cidr.of("10.0.0.1"), Cidr.of("fd00::1"));
        assertThat(endpoint.ipNats())
                .containsExactly(new WorkloadEndpoint.IpNat(Cidr.of("10.0.0.1"), Cidr.of("192.0.2.1")));
        assertThat(endpoint.mac()).isEqualTo("12:34:56:11:22:33");
        assertThat(endpoint.activeInstanceId()).isEqualTo("i");
    }

    @Test
    void theSmallKinds() {
        List<Resource> resources = read("""
                apiVersion: v1
                kind: tier
                metadata: {name: t}
                spec: {order: 10, defaultAction: pass}
                ---
                - {apiVersion: v1, kind: networkSet, metadata: {name: s, labels: {a: b}}, spec: {nets: [10.0.0.1/8]}}
                - {apiVersion: v1, kind: ipPool, metadata: {cidr: 10.0.0.0/16}, spec: {ipip: {enabled: on, mode: cross-subnet}, nat-outgoing: true}}
                - {apiVersion: v1, kind: ipamBlock, metadata: {cidr: fd00::40/122}, spec: {affinity: h, allocations: [{ordinal: 63, host: h, purpose: docker, handle: a.b, since: "2026-01-31T12:00:00.5Z"}]}}
                - {apiVersion: v1, kind: node, metadata: {name: m}, spec: {bgp: {asNumber: "1.10", ipv4Address: 10.0.0.1/24}, orchRefs: [{orchestrator: k8s, nodeName: m}]}}
                """);

        assertThat(resources)
                .containsExactly(
                        new Tier("t", 10.0, Action.PASS),
                        new NetworkSet("s", Map.of("a", "b"), List.of(Cidr.of("10.0.0.0/8"))),
                        new IpPool(Cidr.of("10.0.0.0/16"), true, IpPool.IpipMode.CROSS_SUBNET, true, false),
                        new IpamBlock(
                                Cidr.of("fd00::40/122"),
                                "h",
                                List.of(new IpamBlock.Allocation(
                                        63, "h", "docker", "a.b", Instant.parse("2026-01-31T12:00:00.500Z")))),
                        new Node(
                                "m", new Node.Bgp(65546L, "10.0.0.1/24", null), List.of(new Node.OrchRef("k8s", "m"))));
    }

    @Test
    void aDocumentOfAListKindHasItemsOfThatKind() {
        assertThat(read("""
                        apiVersion: v1
                        kind: profileList
                        metadata: {}
                        items:
                        - {metadata: {name: a}}
                        - {apiVersion: v1, kind: profile, metadata: {name: b}}
                        """))
                .extracting(resource -> resource.key().toString())
                .containsExactly("profile/a", "profile/b");
    }

    @Test
    void aSingleDocumentMayWriteNumbersAndBooleansForText() {
        Profile profile = (Profile) one("""
                apiVersion: v1
                kind: profile
                metadata: {name: 007, tags: [123, 1.50], labels: {backup: yes, on: off, 5: ~}}
                """);

        assertThat(profile.name()).isEqualTo("007");
        assertThat(profile.tags()).containsExactly("123", "1.50");
        assertThat(profile.labels()).isEqualTo(Map.of("backup", "true", "true", "false", "5", ""));
    }

    @Test
    void namesOfFieldsMatchInUpperAndLowerCase() {
        assertThat(one("{apiVersion: v1, KIND: tier, Metadata: {NAME: t}, sPec: {ORDER: 1}}"))
                .isEqualTo(new Tier("t", 1.0, Action.DENY));
    }

    @Test
    void nullIsTheSameAsAbsent() {
        assertThat(one("{apiVersion: v1, kind: policy, metadata: {name: p, annotations: null}, spec: null}"))
                .isEqualTo(one("{apiVersion: v1, kind: policy, metadata: {name: p}}"));
    }

    @Test
    void anchorsAndAliasesAreRead() {
        List<Resource> resources = read("""
                - {apiVersion: v1, kind: profile, metadata: {name: a}, spec: &rules {ingress: [{action: allow}]}}
                - {apiVersion: v1, kind: profile, metadata: {name: b}, spec: *rules}
                """);

        assertThat(((Profile) resources.get(1)).ingress())
                .isEqualTo(((Profile) resources.get(0)).ingress())
                .hasSize(1);
    }

    @Test
    void jsonIsReadLineByLineAndWithAByteOrderMark() {
        String json = "\ufeff{\"apiVersion\":\"v1\",\r\n\"kind\":\"tier\",\"metadata\":{\"name\":\"t\"}}\r\n";

        for (Format format : Format.values()) {
            assertThat(read(json, format)).containsExactly(new Tier("t", null, Action.DENY));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '[]', ingress",
        "'[{action: allow}]', '[]', ingress",
        "'[]', '[{action: allow}]', egress",
        "'[{action: allow}]', '[{action: allow}]', ingress+egress",
    })
    void aPolicyThatDoesNotSayGovernsTheDirectionsOfItsRules(String ingress, String egress, String types) {
        Policy policy = (Policy) one("{apiVersion: v1, kind: policy, metadata: {name: p}, spec: {ingress: "
                + (ingress.isEmpty() ? "null" : ingress) + ", egress: " + egress + ", types: []}}");

        assertThat(policy.types().stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .toList())
                .containsExactly(types.split("\\+"));
        assertThat(ResourceJson.toTree(policy).at("/spec/types"))
                .hasSize(policy.types().size());
    }

    private static Resource one(String text) {
        List<Resource> resources = read(text);
        assertThat(resources).hasSize(1);
        return resources.getFirst();
    }

    private static List<Resource> read(String text) {
        return read(text, Format.AUTO);
    }

    private static List<Resource> read(String text, Format format) {
        return switch (ResourceReader.read(text.getBytes(StandardCharsets.UTF_8), format)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
