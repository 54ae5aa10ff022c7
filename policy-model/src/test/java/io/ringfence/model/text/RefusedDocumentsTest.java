package io.ringfence.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, in which words, and at which line. */
class RefusedDocumentsTest {
    /** A policy whose spec is what follows, from line 3; lines of the spec are indented by two. */
    private static String policy(String... spec) {
        return "{apiVersion: v1, kind: policy, metadata: {name: p},\nspec: {\n" + String.join("\n", spec) + "\n}}";
    }

    /** A block whose allocations stand from line 2. */
    private static String block(String cidr, String allocation) {
        return "{apiVersion: v1, kind: ipamBlock, metadata: {cidr: " + cidr + "}, spec: {allocations: [\n" + allocation
                + "]}}";
    }

    private static Arguments at(int line, String message, String document) {
        return Arguments.of(line, message, document);
    }

    static List<Arguments> refused() {
        return List.of(
                // Fields that do not exist, or not there.
                at(3, "field in document is not recognized or is in the wrong location: foo", policy("foo: 1")),
                at(3, "field in document is not recognized or is in the wrong location: name", policy("name: p")),
                at(
                        3,
                        "fields in document are not recognized or are in the wrong location: a, b",
                        policy("a: 1,", "b: 2")),
                at(
                        3,
                        "fields in document are not recognized or are in the wrong location: a, b, c, d, e",
                        policy("a: 1, b: 2, c: 3, d: 4, e: 5")),
                at(
                        3,
                        "fields in document are not recognized or are in the wrong location: a, b, c, d (+ 2 more)",
                        policy("a: 1, b: 2, c: 3, d: 4, e: 5, f: 6")),
                at(
                        5,
                        "field in document is not recognized or is in the wrong location: selector",
                        policy("ingress: [{action: allow},", "{action: allow,", "selector: 'all()'}]")),
                at(
                        1,
                        "field in document is not recognized or is in the wrong location: labels",
                        "{apiVersion: v1, kind: policy, metadata: {name: p, labels: {a: b}}}"),
                at(
                        1,
                        "field in document is not recognized or is in the wrong location: Name",
                        "{apiVersion: v1, kind: policy, metadata: {Name: p, name: q}}"),
                at(
                        1,
                        "field in document is not recognized or is in the wrong location: <<",
                        "{apiVersion: v1, kind: policy, metadata: {name: q, <<: {name: r}}}"),
                // Types.
                at(3, "cannot parse string 'x' into field PolicySpec.order of type float64", policy("order: x")),
                at(3, "cannot parse string '5' into field PolicySpec.order of type float64", policy("order: '5'")),
                at(3, "cannot parse string '.inf' into field PolicySpec.order of type float64", policy("order: .inf")),
                at(
                        3,
                        "cannot parse number '1e999' into field PolicySpec.order of type float64",
                        policy("order: 1e999")),
                at(3, "cannot parse number '010' into field PolicySpec.order of type float64", policy("order: 010")),
                at(
                        4,
                        "cannot parse object into field PolicySpec.ingress of type []Rule",
                        policy("order: 1,", "ingress: {}")),
                at(
                        3,
                        "cannot parse string 'no such' into field PolicySpec.doNotTrack of type bool",
                        policy("doNotTrack: 'no such'")),
                at(3, "cannot parse array into field Selector of type string", policy("selector: []")),
                at(3, "cannot parse string 'allow' into field ingress of type Rule", policy("ingress: [allow]")),
                at(
                        3,
                        "cannot parse string '4' into field Rule.ipVersion of type int",
                        policy("ingress: [{action: allow, ipVersion: '4'}]")),
                at(
                        3,
                        "cannot parse bool 'true' into field Rule.protocol of type numorstring.Protocol",
                        policy("ingress: [{action: allow, protocol: yes}]")),
                at(
                        1,
                        "cannot parse bool 'true' into field ProfileMetadata.labels of type string",
                        "[{apiVersion: v1, kind: profile, metadata: {name: p, labels: {backup: true}}}]"),
                at(
                        1,
                        "cannot parse number '1' into field ProfileMetadata.name of type string",
                        "[{apiVersion: v1, kind: profile, metadata: {name: 1}}]"),
                // Rules.
                at(3, "error with field Action = 'next-tier'", policy("ingress: [{action: next-tier}]")),
                at(3, "error with field Action = 'Allow'", policy("ingress: [{action: Allow}]")),
                at(3, "error with field Action = ''", policy("ingress: [{}]")),
                at(3, "error with field IPVersion = '5'", policy("ingress: [{action: allow, ipVersion: 5}]")),
                at(
                        3,
                        "error with field Protocol = '0' (protocol number invalid)",
                        policy("ingress: [{action: allow, protocol: 0}]")),
                at(
                        3,
                        "error with field Protocol = '256' (protocol number invalid)",
                        policy("ingress: [{action: allow, notProtocol: '256'}]")),
                at(
                        3,
                        "error with field Protocol = 'TCP' (protocol name invalid)",
                        policy("ingress: [{action: allow, protocol: TCP}]")),
                at(
                        3,
                        "error with field Code = '1' (ICMP code specified without an ICMP type)",
                        policy("ingress: [{action: allow, icmp: {code: 1}}]")),
                at(3, "error with field ICMP.Type = '255'", policy("ingress: [{action: allow, icmp: {type: 255}}]")),
                at(
                        3,
                        "error with field NotICMP.Code = '256'",
                        policy("ingress: [{action: allow, notICMP: {type: 1, code: 256}}]")),
                at(
                        3,
                        "error with field Selector = 'a b' (expected operator after label \"a\" at column 3)",
                        policy("ingress: [{action: allow, source: {selector: a b}}]")),
                at(3, "error with field Source.Tag = 'a/b'", policy("ingress: [{action: allow, source: {tag: a/b}}]")),
                at(
                        3,
                        "invalid CIDR address: 10.0.0.0/33",
                        policy("ingress: [{action: allow, source: {nets: [10.0.0.0/33]}}]")),
                at(3, "invalid CIDR address: x", policy("ingress: [{action: allow, source: {notNet: x}}]")),
                at(
                        3,
                        "error with field Source/Destination.Net/Nets = '' (only one of Net and Nets fields allowed)",
                        policy(
                                "ingress: [{action: allow, source: {net: 10.0.0.0/8}, destination: {notNets: [10.0.0.0/8]}}]")),
                at(
                        3,
                        "error with field Destination.Net(s) = 'fd00::/8' (rule contains both IPv4 and IPv6 CIDRs)",
                        policy(
                                "ingress: [{action: allow, source: {net: 10.0.0.0/8}, destination: {net: 'fd00::/8'}}]")),
                at(
                        3,
                        "error with field Source.NotNet(s) = 'fd00::/8' (rule IP version doesn't match CIDR version)",
                        policy("ingress: [{action: allow, ipVersion: 4, source: {notNet: 'fd00::/8'}}]")),
                at(
                        4,
                        "error with field Destination.Ports = '80,90:91' (protocol does not support ports)",
                        policy("ingress: [{action: allow,", "destination: {ports: [80, '90:91']}}]")),
                at(
                        3,
                        "error with field Source.NotPorts = '80' (protocol does not support ports)",
                        policy("ingress: [{action: allow, notProtocol: tcp, source: {notPorts: [80]}}]")),
                at(
                        3,
                        "error with field Port = '0' (port range invalid, port number must be between 0 and 65536)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: [0]}}]")),
                at(
                        3,
                        "invalid port format (65536)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: [65536]}}]")),
                at(
                        3,
                        "invalid port format (80-90)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: [80-90]}}]")),
                at(
                        3,
                        "invalid port format (010)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: [010]}}]")),
                at(
                        3,
                        "invalid port format (1:2:3)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: ['1:2:3']}}]")),
                at(
                        3,
                        "invalid minimum port number in range (x:2)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: ['x:2']}}]")),
                at(
                        3,
                        "invalid maximum port number in range (2:)",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: ['2:']}}]")),
                at(
                        3,
                        "minimum port number (20) is greater than maximum port number (10) in port range",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: ['20:10']}}]")),
                at(
                        3,
                        "cannot parse number '80.5' into field EntityRule.ports of type numorstring.Port",
                        policy("ingress: [{action: allow, protocol: tcp, source: {ports: [80.5]}}]")),
                // Types of a policy.
                at(3, "error with field PolicySpec.Types = 'both'", policy("types: [both]")),
                at(
                        3,
                        "error with field PolicySpec.Types = 'ingress' ('ingress' type specified more than once)",
                        policy("types: [ingress, ingress]")),
                // Kinds.
                at(1, "Unknown resource type (Policy) and/or version (v1)", "{apiVersion: v1, kind: Policy}"),
                at(1, "Unknown resource type (policy) and/or version (v2)", "{apiVersion: v2, kind: policy}"),
                at(1, "Unknown resource type (policy) and/or version ()", "{kind: policy}"),
                at(1, "Unknown resource type () and/or version ()", "{}"),
                at(1, "Unknown resource type () and/or version ()", "just text"),
                at(1, "Unknown resource type () and/or version ()", "[[]]"),
                at(
                        1,
                        "Unknown resource type (bgpPeer) and/or version (v1): Ringfence speaks no BGP; routes between hosts are the network's own",
                        "{apiVersion: v1, kind: bgpPeer}"),
                at(
                        1,
                        "Unknown resource type (bgpPeerList) and/or version (v1): Ringfence speaks no BGP; routes between hosts are the network's own",
                        "{apiVersion: v1, kind: bgpPeerList, items: []}"),
                at(1, "Unknown resource type (list) and/or version (v1)", "{apiVersion: v1, kind: list}"),
                at(
                        2,
                        "Unknown resource type (profile) and/or version (v1)",
                        "{apiVersion: v1, kind: policyList, items: [\n{apiVersion: v1, kind: profile}]}"),
                at(1, "Unknown resource type () and/or version ()", "# only a comment"),
                at(1, "insufficient identifiers, missing 'name'", "{apiVersion: v1, kind: profile}"),
                at(1, "insufficient identifiers, missing 'cidr'", "{apiVersion: v1, kind: ipPool, metadata: {}}"),
                at(
                        1,
                        "error with field CIDR = '10.0.0.1/24' (IP pool CIDR is not strictly masked)",
                        "{apiVersion: v1, kind: ipPool, metadata: {cidr: 10.0.0.1/24}}"),
                at(1, "insufficient identifiers, missing 'cidr'", "{apiVersion: v1, kind: ipamBlock, metadata: {}}"),
                at(
                        1,
                        "error with field CIDR = '10.0.0.1/26' (IPAM block CIDR is not strictly masked)",
                        "{apiVersion: v1, kind: ipamBlock, metadata: {cidr: 10.0.0.1/26}}"),
                at(
                        2,
                        "error with field Ordinal = '64' (0 to 63)",
                        block(
                                "10.0.0.0/26",
                                "{ordinal: 64, host: h, purpose: p, handle: a, since: '2026-01-31T12:00:00Z'}")),
                at(
                        1,
                        "error with field Ordinal = '-1' (0 to 63)",
                        block("10.0.0.0/26", "{host: h, purpose: p, handle: a, since: '2026-01-31T12:00:00Z'}")),
                at(
                        2,
                        "error with field Since = 'today' (a time in UTC in whole milliseconds, 2026-01-31T12:00:00Z)",
                        block("10.0.0.0/26", "{ordinal: 0, host: h, purpose: p, handle: a, since: today}")),
                at(
                        2,
                        "error with field Since = '' (a time in UTC in whole milliseconds, 2026-01-31T12:00:00Z)",
                        block("10.0.0.0/26", "{ordinal: 0, host: h, purpose: p, handle: a}")),
                at(
                        2,
                        "field in document is not recognized or is in the wrong location: owner",
                        block(
                                "10.0.0.0/26",
                                "{ordinal: 0, host: h, purpose: p, handle: a, owner: x, since: '2026-01-31T12:00:00Z'}")),
                at(
                        1,
                        "error with field DefaultAction = 'allow' (must be deny or pass)",
                        "{apiVersion: v1, kind: tier, metadata: {name: t}, spec: {defaultAction: allow}}"),
                at(
                        1,
                        "invalid IP address: 10.0.0.1/32",
                        "{apiVersion: v1, kind: hostEndpoint, metadata: {name: e, node: n}, spec: {expectedIPs: [10.0.0.1/32]}}"),
                at(
                        1,
                        "invalid AS Number format (1.2.3)",
                        "{apiVersion: v1, kind: node, metadata: {name: m}, spec: {bgp: {asNumber: 1.2.3, ipv4Address: 10.0.0.1}}}"),
                // Syntax.
                at(2, "error parsing document: line 2: duplicate key \"kind\"", "kind: policy\nkind: profile"),
                at(2, "error parsing document: line 2: tag !!set is not supported", "a:\n  - !!set {}"),
                at(1, "error parsing document: line 1: tag !x is not supported", "a: !x 1"),
                at(1, "error parsing document: line 1: key is not a plain value", "? [a]\n: b"),
                at(1, "error parsing document: line 1: unknown anchor 'x' referenced", "a: &x [*x]"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatIsWrongAndWhere(int line, String message, String document) {
        Problem first = problems(document).getFirst();

        assertThat(first.message()).isEqualTo(message);
        assertThat(first.line()).isEqualTo(line);
    }

    @Test
    void jsonIsRefusedWithItsLine() {
        List<Problem> problems = problems("{\"apiVersion\": \"v1\",\n \"kind\": \"policy\",\n \"kind\": \"policy\"}");

        assertThat(problems.getFirst().message()).isEqualTo("error parsing document: line 3: Duplicate field 'kind'");
        assertThat(refused("{} {}".getBytes(StandardCharsets.UTF_8), Format.JSON)
                        .getFirst()
                        .message())
                .isEqualTo("error parsing document: line 1: content after the end of the value");
        assertThat(refused("\"\\ud800\"".getBytes(StandardCharsets.UTF_8), Format.JSON)
                        .getFirst()
                        .message())
                .isEqualTo("error parsing document: line 1: text with half of a surrogate pair");
    }

    @Test
    void whatIsNeitherJsonNorYamlIsRefusedAsWhatItIsMeantToBe() {
        assertThat(problems("[{\"apiVersion\": \"v1\",\n \"kind\": \"policy\"")
                        .getFirst()
                        .message())
                .isEqualTo(
                        "error parsing document: line 2: Unexpected end-of-input: expected close marker for Object (start marker at line 1)");
        assertThat(problems("[{apiVersion: v1,\n kind: policy").getFirst().message())
                .isEqualTo(
                        "error parsing document: line 2: while parsing a flow mapping: expected ',' or '}', but got <stream end>");
        assertThat(problems("{kind: policy, kind: profile}").getFirst().message())
                .isEqualTo("error parsing document: line 1: duplicate key \"kind\"");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirOffset() {
        byte[] latin1 = "kind: policy\nname: caf\u00e9 x".getBytes(StandardCharsets.ISO_8859_1);

        Problem problem = refused(latin1, Format.AUTO).getFirst();

        assertThat(problem.message()).isEqualTo("error parsing document: line 2: invalid UTF-8 at byte offset 22");
        assertThat(problem.line()).isEqualTo(2);
    }

    @Test
    void controlCharactersAreRefusedWithTheirLine() {
        assertThat(problems("a: b\nc: \u0001").getFirst().line()).isEqualTo(2);
    }

    @Test
    void nothingToReadIsRefused() {
        for (String nothing : List.of("", " \n", "[]", "{apiVersion: v1, kind: policyList, items: []}")) {
            assertThat(problems(nothing).getFirst().message()).isEqualTo("No resources specified in file");
        }
    }

    @Test
    void anEmptyDocumentIsRefusedUnlessItIsTheLast() {
        String tier = "{apiVersion: v1, kind: tier, metadata: {name: t}}\n";

        assertThat(problems("--- \n---\n" + tier).getFirst())
                .extracting(Problem::message, Problem::document)
                .containsExactly("Unknown resource type () and/or version ()", 1);
        assertThat(problems(tier + "---\n---\n" + tier).getFirst().document()).isEqualTo(2);
        assertThat(ResourceReader.read(("---\n" + tier + "---\n").getBytes(StandardCharsets.UTF_8), Format.AUTO))
                .isInstanceOf(ReadResult.Accepted.class);
    }

    @Test
    void everyProblemOfEveryDocumentIsReported() {
        String document = """
                - apiVersion: v1
                  kind: profile
                  metadata:
                    name: "no blanks"
                    tags: [ok, "not ok"]
                ---
                apiVersion: v1
                kind: policy
                metadata:
                  name: p
                spec:
                  preDNAT: true
                  doNotTrack: true
                  egress:
                  - action: allow
                """;

        List<Problem> problems = problems(document);

        assertThat(problems)
                .extracting(Problem::document, Problem::line, Problem::field, Problem::message)
                .containsExactly(
                        tuple(1, 4, "[0].metadata.name", "error with field Name = 'no blanks'"),
                        tuple(1, 5, "[0].metadata.tags[1]", "error with field Tags[1] = 'not ok'"),
                        tuple(
                                2,
                                12,
                                "spec.preDNAT",
                                "error with field PolicySpec.PreDNAT = 'true' (PreDNAT and DoNotTrack cannot both be true, for a given PolicySpec)"),
                        tuple(
                                2,
                                14,
                                "spec.egress",
                                "error with field PolicySpec.EgressRules = '1 rules' (PreDNAT PolicySpec cannot have any EgressRules)"),
                        tuple(
                                2,
                                11,
                                "spec.types",
                                "error with field PolicySpec.Types = 'egress' (PreDNAT PolicySpec cannot have 'egress' Type)"));
        assertThat(Problem.describe(problems.subList(0, 2))).isEqualTo("""
                        error with the following fields:
                        -  Name = 'no blanks'
                        -  Tags[1] = 'not ok'""");
    }

    @Test
    void ofSeveralMistakesEachIsToldWithItsReason() {
        List<Problem> problems = problems("""
                - {apiVersion: v1, kind: policy, metadata: {name: a}, colour: red}
                - {apiVersion: v1, kind: policy, metadata: {name: b b}}
                - {apiVersion: v1, kind: policy, metadata: {name: c}, spec: {selector: "role =="}}
                - {apiVersion: v1, kind: policies, metadata: {name: d}}
                - {apiVersion: v1, kind: policy, metadata: {name: e e}}
                """);

        assertThat(Problem.describe(problems, problem -> " (line " + problem.line() + ")"))
                .isEqualTo("""
                        field in document is not recognized or is in the wrong location: colour (line 1)
                        error with the following fields:
                        -  Name = 'b b' (line 2)
                        -  Selector = 'role ==' (expected string at column 8) (line 3)
                        Unknown resource type (policies) and/or version (v1) (line 4)
                        error with field Name = 'e e' (line 5)""");
    }

    @Test
    void aBodyMayBeFourMebibytes() {
        byte[] body = new byte[Limits.MAX_BODY_BYTES + 1];
        Arrays.fill(body, (byte) ' ');

        assertThat(refused(body, Format.AUTO).getFirst().message()).isEqualTo("document larger than 4194304 bytes");
        assertThat(refused(Arrays.copyOf(body, Limits.MAX_BODY_BYTES), Format.AUTO)
                        .getFirst()
                        .message())
                .isEqualTo("No resources specified in file");
    }

    @Test
    void nestingIsLimited() {
        for (Format format : Format.values()) {
            String deep = "[".repeat(70) + "]".repeat(70);
            assertThat(refused(deep.getBytes(StandardCharsets.UTF_8), format)
                            .getFirst()
                            .message())
                    .containsIgnoringCase("nest");
            String bottomless = "[".repeat(1_000_000);
            assertThat(refused(bottomless.getBytes(StandardCharsets.UTF_8), format))
                    .isNotEmpty();
        }
    }

    @Test
    void aLimitOfJsonIsToldWithItsLineAndInOurWords() {
        String deep = "{\n\"a\":\n" + "[".repeat(70) + "]".repeat(70) + "}";
        assertThat(refused(deep.getBytes(StandardCharsets.UTF_8), Format.JSON))
                .extracting(Problem::line, Problem::message)
                .containsExactly(
                        tuple(
                                3,
                                "error parsing document: line 3: Document nesting depth (65) exceeds the maximum allowed (64)"));
        assertThat(refused(("[\n" + "1".repeat(101) + "]").getBytes(StandardCharsets.UTF_8), Format.JSON))
                .extracting(Problem::line, Problem::message)
                .containsExactly(tuple(
                        2,
                        "error parsing document: line 2: Number value length (101) exceeds the maximum allowed (100)"));
    }

    @Test
    void aliasesCannotUnfoldIntoMoreThanTheLimit() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        StringBuilder ladder = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            ladder.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(problems(bomb.toString()).getFirst().message()).endsWith("more than 1000000 values");
        assertThat(problems(ladder.toString()).getFirst().message()).endsWith("nested deeper than 64");
    }

    @Test
    void atMostAHundredProblemsAreReported() {
        assertThat(problems("[" + "{},".repeat(50_000) + "{}]")).hasSize(Limits.MAX_PROBLEMS);
        String ports =
                policy("ingress: [{action: allow, protocol: tcp, source: {ports: [" + "+,".repeat(50_000) + "+]}}]");
        assertThat(problems(ports)).hasSize(Limits.MAX_PROBLEMS);
    }

    @Test
    void longValuesAreCut() {
        String selector = "x".repeat(1_000_000);
        String aliases = "*s, ".repeat(500) + "*s";

        List<Problem> problems = problems(
                "{apiVersion: v1, kind: profile, metadata: {name: p, tags: [&s " + selector + ", " + aliases + "]}}");

        assertThat(problems).hasSize(Limits.MAX_PROBLEMS);
        assertThat(problems).allMatch(problem -> problem.message().length() < 5000);
    }

    private static List<Problem> problems(String document) {
        return refused(document.getBytes(StandardCharsets.UTF_8), Format.AUTO);
    }

    private static List<Problem> refused(byte[] document, Format format) {
        return switch (ResourceReader.read(document, format)) {
            case ReadResult.Refused refused -> refused.problems();
            case ReadResult.Accepted accepted -> throw new AssertionError("accepted: " + accepted);
        };
    }
}
