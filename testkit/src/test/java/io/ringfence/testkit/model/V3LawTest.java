package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.v3.Equivalent;
import io.ringfence.model.v3.V3Dialect;
import io.ringfence.model.v3.V3Document;
import io.ringfence.model.v3.V3Names;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.GenerateNet;
import io.ringfence.testkit.Laws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class V3LawTest {
    private int written;

    @Test
    void whatIsWrittenAsV3ReadsBackAsItsEquivalentAndAgainAsTheSame() {
        Laws.forAll(1_000, random -> {
            Resource resource = Generate.resource(random);
            if (V3Document.write(resource) instanceof V3Document.Written(ObjectNode document, Resource equivalent)) {
                written++;
                assertThat(equivalent).isEqualTo(Equivalent.of(resource));
                assertThat(read(document)).isEqualTo(List.of(equivalent));
                assertThat(V3Document.write(equivalent)).isEqualTo(new V3Document.Written(document, equivalent));
            }
        });
        assertThat(written)
                .as("resources that v3 can say")
                .isGreaterThan(System.getProperty("ringfence.seed") == null ? 200 : -1);
    }

    /** A resource and its equivalent mean the same for every packet, also for those that v3 cannot write. */
    @Test
    void anEquivalentWorldHasTheSameVerdicts() {
        Laws.forAll(150, random -> {
            List<Resource> world = Generate.world(random);
            List<Resource> equivalent = world.stream()
                    .map(resource ->
                            resource instanceof WorkloadEndpoint endpoint ? renamed(endpoint) : Equivalent.of(resource))
                    .toList();
            ReferenceVerdict before = new ReferenceVerdict(world);
            ReferenceVerdict after = new ReferenceVerdict(equivalent);
            for (int i = 0; i < 40; i++) {
                Packet packet = GenerateNet.packet(random);
                assertThat(after.between(packet).allowed())
                        .as("%s", packet)
                        .isEqualTo(before.between(packet).allowed());
            }
        });
    }

    private static WorkloadEndpoint renamed(WorkloadEndpoint endpoint) {
        return new WorkloadEndpoint(
                endpoint.node(),
                endpoint.orchestrator(),
                endpoint.workload(),
                endpoint.name(),
                endpoint.activeInstanceId(),
                endpoint.labels(),
                endpoint.ipNetworks(),
                endpoint.ipNats(),
                endpoint.ipv4Gateway(),
                endpoint.ipv6Gateway(),
                endpoint.profiles().stream().map(V3Names::of).toList(),
                endpoint.interfaceName(),
                endpoint.mac(),
                endpoint.ports());
    }

    /** One criterion of a v3 rule: how a document says it, and what the rule must then have. Null: nothing can have it. */
    private record Criterion(String path, String json, Predicate<Rule> kept) {}

    private static final List<Criterion> CRITERIA = List.of(
            new Criterion("/ipVersion", "4", rule -> rule.ipVersion() != null),
            new Criterion("/protocol", "\"TCP\"", rule -> rule.protocol() != null),
            new Criterion("/notProtocol", "\"UDP\"", rule -> rule.notProtocol() != null),
            new Criterion("/notICMP", "{\"type\":8}", rule -> rule.notIcmp() != null),
            new Criterion("/icmp", "{\"type\":8}", rule -> rule.icmp() != null),
            new Criterion("/http", "{\"methods\":[\"GET\"]}", _ -> false),
            new Criterion(
                    "/source/nets",
                    "[\"10.0.0.0/8\"]",
                    rule -> !rule.source().nets().isEmpty()),
            new Criterion(
                    "/source/notNets",
                    "[\"10.1.0.0/16\"]",
                    rule -> !rule.source().notNets().isEmpty()),
            new Criterion("/source/selector", "\"has(a)\"", rule -> says(rule, "has(a)")),
            new Criterion("/source/namespaceSelector", "\"has(b)\"", rule -> says(rule, "has(pcns.b)")),
            new Criterion(
                    "/source/notSelector", "\"has(c)\"", rule -> rule.source().notSelector() != null),
            new Criterion(
                    "/source/ports", "[80]", rule -> !rule.source().ports().isEmpty()),
            new Criterion(
                    "/source/notPorts",
                    "[\"1:9\"]",
                    rule -> !rule.source().notPorts().isEmpty()),
            new Criterion("/source/serviceAccounts", "{\"names\":[\"a\"]}", _ -> false),
            new Criterion("/source/services", "{\"name\":\"a\",\"namespace\":\"b\"}", _ -> false),
            new Criterion(
                    "/destination/nets",
                    "[\"10.0.0.0/8\"]",
                    rule -> !rule.destination().nets().isEmpty()),
            new Criterion(
                    "/destination/ports",
                    "[\"http\", 80]",
                    rule -> rule.destination().ports().equals(List.of(new PortName("http"), PortRange.of(80)))),
            new Criterion("/destination/tomorrow", "[1]", _ -> false));

    private static boolean says(Rule rule, String text) {
        return rule.source().selector() != null
                && rule.source().selector().canonical().contains(text);
    }

    private int accepted;

    @Test
    void aRuleOfV3KeepsEveryCriterionOrIsRefused() {
        Laws.forAll(2_000, random -> {
            List<Criterion> criteria = new ArrayList<>();
            for (Criterion criterion : CRITERIA) {
                if (random.nextInt(7) == 0) {
                    criteria.add(criterion);
                }
            }
            boolean namespaced = random.nextBoolean();
            if (result(document(criteria, namespaced)) instanceof ReadResult.Accepted accepted) {
                this.accepted++;
                Rule rule = ((Policy) accepted.resources().getFirst()).ingress().getFirst();
                for (Criterion criterion : criteria) {
                    assertThat(criterion.kept().test(rule))
                            .as("%s in %s", criterion.path(), rule)
                            .isTrue();
                }
                if (namespaced && criteria.stream().anyMatch(each -> each.path().endsWith("/selector"))) {
                    boolean elsewhere =
                            criteria.stream().anyMatch(each -> each.path().endsWith("/namespaceSelector"));
                    assertThat(elsewhere || says(rule, "projectcalico.org/namespace == \"n\""))
                            .isTrue();
                }
            }
        });
        assertThat(accepted)
                .as("rules that were read")
                .isGreaterThan(System.getProperty("ringfence.seed") == null ? 100 : -1);
    }

    private static ObjectNode document(List<Criterion> criteria, boolean namespaced) throws Exception {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", V3Dialect.API_VERSION);
        document.put("kind", namespaced ? "NetworkPolicy" : "GlobalNetworkPolicy");
        ObjectNode metadata = document.putObject("metadata").put("name", "p");
        if (namespaced) {
            metadata.put("namespace", "n");
        }
        ArrayNode rules = document.putObject("spec").putArray("ingress");
        ObjectNode rule = rules.addObject().put("action", "Allow");
        for (Criterion criterion : criteria) {
            String[] steps = criterion.path().substring(1).split("/", -1);
            ObjectNode here = steps.length == 1 ? rule : rule.withObject("/" + steps[0]);
            here.set(steps[steps.length - 1], new ObjectMapper().readTree(criterion.json()));
        }
        return document;
    }

    private static ReadResult result(ObjectNode document) {
        return ResourceReader.read(
                document.toString().getBytes(StandardCharsets.UTF_8), Format.JSON, List.of(new V3Dialect()));
    }

    private static List<Resource> read(ObjectNode document) {
        return switch (result(document)) {
            case ReadResult.Accepted accepted -> accepted.resources();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
