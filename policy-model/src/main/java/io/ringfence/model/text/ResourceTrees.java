package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Cidr;
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
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resources to the document form. What a document need not say, because it is empty or the default, is left out. */
final class ResourceTrees {
    private ResourceTrees() {}

    static ObjectNode tree(Resource resource) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", ResourceBinder.API_VERSION);
        document.put("kind", resource.kind().text());
        ObjectNode metadata = document.putObject("metadata");
        ObjectNode spec = document.putObject("spec");
        switch (resource) {
            case Profile profile -> profile(profile, metadata, spec);
            case Policy policy -> policy(policy, metadata, spec);
            case WorkloadEndpoint endpoint -> workloadEndpoint(endpoint, metadata, spec);
            case HostEndpoint endpoint -> hostEndpoint(endpoint, metadata, spec);
            case IpPool pool -> ipPool(pool, metadata, spec);
            case IpamBlock block -> ipamBlock(block, metadata, spec);
            case Node node -> node(node, metadata, spec);
            case NetworkSet set -> {
                metadata.put("name", set.name());
                map(metadata, "labels", set.labels());
                list(spec, "nets", set.nets(), Cidr::toString);
            }
            case Tier tier -> {
                metadata.put("name", tier.name());
                optional(spec, "order", tier.order());
                spec.put("defaultAction", tier.defaultAction() == Action.PASS ? "pass" : "deny");
            }
        }
        return document;
    }

    private static void profile(Profile profile, ObjectNode metadata, ObjectNode spec) {
        metadata.put("name", profile.name());
        list(metadata, "tags", profile.tags(), Function.identity());
        map(metadata, "labels", profile.labels());
        RuleTrees.rules(spec, "ingress", profile.ingress());
        RuleTrees.rules(spec, "egress", profile.egress());
    }

    private static void policy(Policy policy, ObjectNode metadata, ObjectNode spec) {
        metadata.put("name", policy.name());
        map(metadata, "annotations", policy.annotations());
        if (!policy.tier().equals(Tier.DEFAULT)) {
            spec.put("tier", policy.tier());
        }
        optional(spec, "order", policy.order());
        RuleTrees.rules(spec, "ingress", policy.ingress());
        RuleTrees.rules(spec, "egress", policy.egress());
        spec.put("selector", policy.selector().canonical());
        flag(spec, "doNotTrack", policy.doNotTrack());
        flag(spec, "preDNAT", policy.preDnat());
        flag(spec, "applyOnForward", policy.applyOnForward());
        list(spec, "types", policy.types(), type -> type == Direction.INGRESS ? "ingress" : "egress");
    }

    private static void workloadEndpoint(WorkloadEndpoint endpoint, ObjectNode metadata, ObjectNode spec) {
        metadata.put("name", endpoint.name());
        metadata.put("workload", endpoint.workload());
        metadata.put("orchestrator", endpoint.orchestrator());
        metadata.put("node", endpoint.node());
        optional(metadata, "activeInstanceID", endpoint.activeInstanceId());
        map(metadata, "labels", endpoint.labels());
        list(spec, "ipNetworks", endpoint.ipNetworks(), Cidr::toString);
        if (!endpoint.ipNats().isEmpty()) {
            ArrayNode nats = spec.putArray("ipNATs");
            for (WorkloadEndpoint.IpNat nat : endpoint.ipNats()) {
                nats.addObject()
                        .put("internalIP", nat.internalIp().address())
                        .put("externalIP", nat.externalIp().address());
            }
        }
        optional(spec, "ipv4Gateway", address(endpoint.ipv4Gateway()));
        optional(spec, "ipv6Gateway", address(endpoint.ipv6Gateway()));
        list(spec, "profiles", endpoint.profiles(), Function.identity());
        spec.put("interfaceName", endpoint.interfaceName());
        optional(spec, "mac", endpoint.mac());
        EndpointPortFields.write(spec, endpoint.ports(), Protocol::toString);
    }

    private static void hostEndpoint(HostEndpoint endpoint, ObjectNode metadata, ObjectNode spec) {
        metadata.put("name", endpoint.name());
        metadata.put("node", endpoint.node());
        map(metadata, "labels", endpoint.labels());
        optional(spec, "interfaceName", endpoint.interfaceName());
        list(spec, "expectedIPs", endpoint.expectedIps(), Cidr::address);
        list(spec, "profiles", endpoint.profiles(), Function.identity());
        EndpointPortFields.write(spec, endpoint.ports(), Protocol::toString);
    }

    private static void ipPool(IpPool pool, ObjectNode metadata, ObjectNode spec) {
        metadata.put("cidr", pool.cidr().toString());
        if (pool.ipipEnabled() || pool.ipipMode() != IpPool.IpipMode.UNSET) {
            ObjectNode ipip = spec.putObject("ipip");
            flag(ipip, "enabled", pool.ipipEnabled());
            switch (pool.ipipMode()) {
                case UNSET -> {}
                case ALWAYS -> ipip.put("mode", "always");
                case CROSS_SUBNET -> ipip.put("mode", "cross-subnet");
            }
        }
        flag(spec, "nat-outgoing", pool.natOutgoing());
        flag(spec, "disabled", pool.disabled());
    }

    private static void ipamBlock(IpamBlock block, ObjectNode metadata, ObjectNode spec) {
        metadata.put("cidr", block.cidr().toString());
        optional(spec, "affinity", block.affinity());
        if (!block.isEmpty()) {
            ArrayNode allocations = spec.putArray("allocations");
            for (IpamBlock.Allocation allocation : block.allocations()) {
                allocations
                        .addObject()
                        .put("ordinal", allocation.ordinal())
                        .put("host", allocation.host())
                        .put("purpose", allocation.purpose())
                        .put("handle", allocation.handle())
                        .put("since", allocation.since().toString());
            }
        }
    }

    private static void node(Node node, ObjectNode metadata, ObjectNode spec) {
        metadata.put("name", node.name());
        Node.Bgp bgp = node.bgp();
        if (bgp != null) {
            ObjectNode object = spec.putObject("bgp");
            if (bgp.asNumber() != null) {
                object.put("asNumber", bgp.asNumber());
            }
            optional(object, "ipv4Address", bgp.ipv4Address());
            optional(object, "ipv6Address", bgp.ipv6Address());
        }
        if (!node.orchRefs().isEmpty()) {
            ArrayNode refs = spec.putArray("orchRefs");
            for (Node.OrchRef ref : node.orchRefs()) {
                ObjectNode object = refs.addObject().put("orchestrator", ref.orchestrator());
                optional(object, "nodeName", ref.nodeName());
            }
        }
    }

    private static @Nullable String address(@Nullable Cidr cidr) {
        return cidr == null ? null : cidr.address();
    }

    static <T> void list(ObjectNode object, String name, Collection<T> items, Function<T, String> text) {
        if (!items.isEmpty()) {
            ArrayNode array = object.putArray(name);
            items.forEach(item -> array.add(text.apply(item)));
        }
    }

    private static void map(ObjectNode object, String name, Map<String, String> map) {
        if (!map.isEmpty()) {
            ObjectNode inner = object.putObject(name);
            new TreeMap<>(map).forEach(inner::put);
        }
    }

    private static void flag(ObjectNode object, String name, boolean value) {
        if (value) {
            object.put(name, true);
        }
    }

    static void optional(ObjectNode object, String name, @Nullable String text) {
        if (text != null) {
            object.put(name, text);
        }
    }

    /** Whole numbers without a fraction: {@code 100}, not {@code 100.0}. */
    private static void optional(ObjectNode object, String name, @Nullable Double number) {
        if (number != null) {
            if (number == Math.rint(number) && Math.abs(number) < 1e15) {
                object.put(name, number.longValue());
            } else {
                object.put(name, number);
            }
        }
    }
}
