package io.ringfence.model.text;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trees to resources. Owner: one call. */
final class ResourceBinder {
    static final String API_VERSION = "v1";

    private final Report report;
    private final boolean coerces;
    private final RuleBinder rules;
    private final AddressBinder addresses;

    /** See {@link RuleBinder}. */
    ResourceBinder(Report report, boolean coerces, boolean trusted) {
        this.report = report;
        this.coerces = coerces;
        this.rules = new RuleBinder(report, coerces, trusted);
        this.addresses = new AddressBinder(report, coerces);
    }

    /** The resource; null or a stand-in when anything was reported. */
    @Nullable
    Resource bind(Kind kind, Tree tree, Path path) {
        try (Fields document = new Fields(report, path, "Resource", tree, coerces)) {
            document.take("apiVersion");
            document.take("kind");
            String type = kind.title();
            try (Fields metadata = document.structure("metadata", type + "Metadata");
                    Fields spec = document.structure("spec", type + "Spec")) {
                return switch (kind) {
                    case PROFILE -> profile(metadata, spec);
                    case POLICY -> policy(metadata, spec);
                    case WORKLOAD_ENDPOINT -> workloadEndpoint(metadata, spec);
                    case HOST_ENDPOINT -> hostEndpoint(metadata, spec);
                    case IP_POOL -> addresses.ipPool(metadata, spec);
                    case IPAM_BLOCK -> addresses.ipamBlock(metadata, spec);
                    case NODE -> node(metadata, spec);
                    case NETWORK_SET ->
                        new NetworkSet(metadata.text("name"), metadata.textMap("labels"), spec.blocks("nets"));
                    case TIER -> tier(metadata, spec);
                };
            }
        }
    }

    private Profile profile(Fields metadata, Fields spec) {
        return new Profile(
                metadata.text("name"),
                metadata.texts("tags"),
                metadata.textMap("labels"),
                rules.rules(spec, "ingress"),
                rules.rules(spec, "egress"));
    }

    private Policy policy(Fields metadata, Fields spec) {
        List<Rule> ingress = rules.rules(spec, "ingress");
        List<Rule> egress = rules.rules(spec, "egress");
        Selector selector = rules.selector(spec, "selector", "Selector");
        String tier = spec.text("tier");
        return new Policy(
                metadata.text("name"),
                metadata.textMap("annotations"),
                tier.isEmpty() ? Tier.DEFAULT : tier,
                spec.number("order"),
                selector == null ? Selector.all() : selector,
                ingress,
                egress,
                types(spec, ingress, egress),
                spec.flag("doNotTrack"),
                spec.flag("preDNAT"),
                spec.flag("applyOnForward"));
    }

    private Set<Direction> types(Fields spec, List<Rule> ingress, List<Rule> egress) {
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        List<Direction> listed = spec.list("types", "[]PolicyType", (item, path) -> {
            String text = item instanceof Tree.Scalar scalar ? scalar.text() : "";
            Direction direction = switch (text) {
                case "ingress" -> Direction.INGRESS;
                case "egress" -> Direction.EGRESS;
                default -> null;
            };
            if (direction == null) {
                report.invalid(item, path, "PolicySpec.Types", text, "");
            } else if (!types.add(direction)) {
                report.invalid(item, path, "PolicySpec.Types", text, "'" + text + "' type specified more than once");
            }
            return direction;
        });
        return listed.isEmpty() ? Policy.defaultTypes(ingress, egress) : types;
    }

    private Tier tier(Fields metadata, Fields spec) {
        Tree tree = spec.take("defaultAction");
        Action action = Action.DENY;
        if (tree != null) {
            String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
            if (text.equals("pass")) {
                action = Action.PASS;
            } else if (!text.equals("deny")) {
                report.invalid(tree, spec.path("defaultAction"), "DefaultAction", text, "must be deny or pass");
            }
        }
        return new Tier(metadata.text("name"), spec.number("order"), action);
    }

    private WorkloadEndpoint workloadEndpoint(Fields metadata, Fields spec) {
        return new WorkloadEndpoint(
                metadata.text("node"),
                metadata.text("orchestrator"),
                metadata.text("workload"),
                metadata.text("name"),
                metadata.optionalText("activeInstanceID"),
                metadata.textMap("labels"),
                spec.blocks("ipNetworks"),
                spec.list("ipNATs", "[]IPNAT", this::ipNat),
                spec.address("ipv4Gateway"),
                spec.address("ipv6Gateway"),
                spec.texts("profiles"),
                spec.text("interfaceName"),
                spec.optionalText("mac"),
                EndpointPortFields.read(spec, coerces, rules::protocol));
    }

    private WorkloadEndpoint.@Nullable IpNat ipNat(Tree tree, Path path) {
        try (Fields fields = new Fields(report, path, "IPNAT", tree, coerces)) {
            Cidr internal = fields.address("internalIP");
            Cidr external = fields.address("externalIP");
            if (internal == null || external == null) {
                if (report.isEmpty()) {
                    String missing = internal == null ? "internalIP" : "externalIP";
                    String name = internal == null ? "InternalIP" : "ExternalIP";
                    report.invalid(tree, fields.path(missing), name, "", "");
                }
                return null;
            }
            return new WorkloadEndpoint.IpNat(internal, external);
        }
    }

    private HostEndpoint hostEndpoint(Fields metadata, Fields spec) {
        return new HostEndpoint(
                metadata.text("node"),
                metadata.text("name"),
                metadata.textMap("labels"),
                spec.optionalText("interfaceName"),
                spec.addresses("expectedIPs"),
                spec.texts("profiles"),
                EndpointPortFields.read(spec, coerces, rules::protocol));
    }

    private Node node(Fields metadata, Fields spec) {
        Tree bgpTree = spec.take("bgp");
        Node.Bgp bgp = null;
        if (bgpTree != null) {
            try (Fields fields = new Fields(report, spec.path("bgp"), "NodeBGPSpec", bgpTree, coerces)) {
                bgp = new Node.Bgp(
                        asNumber(fields), fields.optionalText("ipv4Address"), fields.optionalText("ipv6Address"));
            }
        }
        List<Node.OrchRef> orchRefs = spec.list("orchRefs", "[]OrchRef", (item, path) -> {
            try (Fields fields = new Fields(report, path, "OrchRef", item, coerces)) {
                return new Node.OrchRef(fields.text("orchestrator"), fields.optionalText("nodeName"));
            }
        });
        return new Node(metadata.text("name"), bgp, orchRefs);
    }

    /** A number, or text that holds one, plain or in two halves of 16 bits: {@code 1.10}. */
    private @Nullable Long asNumber(Fields bgp) {
        Tree tree = bgp.take("asNumber");
        if (tree == null) {
            return null;
        }
        if (tree instanceof Tree.Scalar scalar && scalar.type() != Tree.Type.BOOLEAN) {
            String[] halves = scalar.text().split("\\.", -1);
            long number = 0;
            boolean readable = halves.length <= 2;
            for (String half : halves) {
                readable &=
                        Text.isDecimal(half) && half.length() <= 10 && half.charAt(0) != '-' && half.charAt(0) != '+';
                if (readable) {
                    long value = Long.parseLong(half);
                    readable = halves.length == 1 || value <= 65535;
                    number = number << 16 | value;
                }
            }
            if (readable) {
                return number;
            }
            report.malformed(scalar, bgp.path("asNumber"), "invalid AS Number format (" + scalar.text() + ")");
            return null;
        }
        report.wrongType(tree, bgp.path("asNumber"), "NodeBGPSpec.asNumber", "numorstring.ASNumber");
        return null;
    }
}
