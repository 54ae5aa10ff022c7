package io.ringfence.model.v3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Cidr;
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
import io.ringfence.model.text.EndpointPortFields;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Resources as documents of {@code projectcalico.org/v3}. */
public final class V3Document {
    private V3Document() {}

    /** What a resource comes to. */
    public sealed interface Result {}

    /**
     * It can be said.
     *
     * @param equivalent what the document reads back as
     */
    public record Written(ObjectNode document, Resource equivalent) implements Result {}

    /** It cannot. */
    public record Impossible(String reason) implements Result {}

    /** The document, and only if it reads back as what {@link Equivalent} names. */
    public static Result write(Resource resource) {
        Resource equivalent = Equivalent.of(resource);
        ObjectNode document = document(equivalent);
        if (document == null) {
            return new Impossible(
                    "there is no v3 form of kind " + resource.kind().text() + " here");
        }
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        return switch (ResourceReader.read(bytes, Format.JSON, List.of(new V3Dialect()))) {
            case ReadResult.Refused(List<Problem> problems) ->
                new Impossible(problems.getFirst().message());
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> {
                if (!resources.equals(List.of(equivalent))) {
                    throw new IllegalStateException("written as " + document + ", read back as " + resources);
                }
                yield new Written(document, equivalent);
            }
        };
    }

    private static @Nullable ObjectNode document(Resource resource) {
        return switch (resource) {
            case Policy policy -> policy(policy);
            case Profile profile -> profile(profile);
            case HostEndpoint endpoint -> hostEndpoint(endpoint);
            case NetworkSet set -> {
                ObjectNode document = start("GlobalNetworkSet", set.name(), set.labels());
                nets(spec(document), set.nets());
                yield document;
            }
            case Tier tier -> {
                ObjectNode document = start("Tier", tier.name(), Map.of());
                order(spec(document), tier.order());
                spec(document).put("defaultAction", tier.defaultAction() == Action.PASS ? "Pass" : "Deny");
                yield document;
            }
            case WorkloadEndpoint _, Node _, IpPool _, IpamBlock _ -> null;
        };
    }

    private static ObjectNode policy(Policy policy) {
        ObjectNode document = start("GlobalNetworkPolicy", policy.name(), Map.of());
        map((ObjectNode) document.get("metadata"), "annotations", policy.annotations());
        ObjectNode spec = spec(document);
        if (!policy.tier().equals(Tier.DEFAULT)) {
            spec.put("tier", policy.tier());
        }
        order(spec, policy.order());
        spec.put("selector", policy.selector().canonical());
        ArrayNode types = spec.putArray("types");
        policy.types().forEach(type -> types.add(type == Direction.INGRESS ? "Ingress" : "Egress"));
        RuleWriter.rules(spec, "ingress", policy.ingress());
        RuleWriter.rules(spec, "egress", policy.egress());
        flag(spec, "doNotTrack", policy.doNotTrack());
        flag(spec, "preDNAT", policy.preDnat());
        flag(spec, "applyOnForward", policy.applyOnForward());
        return document;
    }

    private static ObjectNode profile(Profile profile) {
        ObjectNode document = start("Profile", profile.name(), Map.of());
        map(spec(document), "labelsToApply", profile.labels());
        RuleWriter.rules(spec(document), "ingress", profile.ingress());
        RuleWriter.rules(spec(document), "egress", profile.egress());
        return document;
    }

    private static ObjectNode hostEndpoint(HostEndpoint endpoint) {
        ObjectNode document = start("HostEndpoint", endpoint.name(), endpoint.labels());
        ObjectNode spec = spec(document);
        spec.put("node", endpoint.node());
        if (endpoint.interfaceName() != null) {
            spec.put("interfaceName", endpoint.interfaceName());
        }
        if (!endpoint.expectedIps().isEmpty()) {
            ArrayNode addresses = spec.putArray("expectedIPs");
            endpoint.expectedIps().forEach(address -> addresses.add(address.address()));
        }
        if (!endpoint.profiles().isEmpty()) {
            endpoint.profiles().forEach(spec.putArray("profiles")::add);
        }
        EndpointPortFields.write(spec, endpoint.ports(), ProtocolNames::of);
        return document;
    }

    private static ObjectNode start(String kind, String name, Map<String, String> labels) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", V3Dialect.API_VERSION);
        document.put("kind", kind);
        ObjectNode metadata = document.putObject("metadata");
        metadata.put("name", name);
        map(metadata, "labels", labels);
        document.putObject("spec");
        return document;
    }

    private static ObjectNode spec(ObjectNode document) {
        return (ObjectNode) document.get("spec");
    }

    private static void map(ObjectNode object, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            ObjectNode inner = object.putObject(name);
            new TreeMap<>(map).forEach(inner::put);
        }
    }

    private static void nets(ObjectNode spec, List<Cidr> nets) {
        if (!nets.isEmpty()) {
            ArrayNode array = spec.putArray("nets");
            nets.forEach(net -> array.add(net.toString()));
        }
    }

    /** Whole numbers without a fraction. */
    private static void order(ObjectNode spec, @Nullable Double order) {
        if (order != null) {
            if (order == Math.rint(order) && Math.abs(order) < 1e15) {
                spec.put("order", order.longValue());
            } else {
                spec.put("order", order);
            }
        }
    }

    private static void flag(ObjectNode spec, String name, boolean value) {
        if (value) {
            spec.put(name, true);
        }
    }
}
