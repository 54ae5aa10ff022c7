package io.ringfence.model.v3;

import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.ringfence.model.text.Dialect;
import io.ringfence.model.text.EndpointPortFields;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Path;
import io.ringfence.model.text.RefusedKinds;
import io.ringfence.model.text.Report;
import io.ringfence.model.text.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads documents of {@code projectcalico.org/v3}. */
public final class V3Dialect implements Dialect {
    public static final String API_VERSION = "projectcalico.org/v3";

    private static final String NETWORK_POLICY = "NetworkPolicy";
    private static final String NETWORK_SET = "NetworkSet";
    private static final Set<String> KINDS = Set.of(
            "GlobalNetworkPolicy", NETWORK_POLICY, "GlobalNetworkSet", NETWORK_SET, "HostEndpoint", "Profile", "Tier");

    @Override
    public String apiVersion() {
        return API_VERSION;
    }

    @Override
    public @Nullable Resource bind(String kind, Tree tree, Path path, Report report) {
        if (!KINDS.contains(kind)) {
            Tree.Scalar place = new Tree.Scalar(kind, Tree.Type.STRING, tree.line());
            String message = "Unknown resource type (" + kind + ") and/or version (" + API_VERSION + ")"
                    + RefusedKinds.behind(kind);
            report.malformed(place, path.field("kind"), message);
            return null;
        }
        try (Fields document = new Fields(report, path, kind, tree, false)) {
            document.take("apiVersion");
            document.take("kind");
            document.take("status");
            boolean namespaced = kind.equals(NETWORK_POLICY) || kind.equals(NETWORK_SET);
            Metadata metadata = Metadata.read(document, kind, namespaced);
            try (Fields spec = document.structure("spec", kind + "Spec")) {
                return switch (kind) {
                    case NETWORK_POLICY -> new PolicyReader(spec, metadata).namespaced();
                    case NETWORK_SET -> networkSet(spec, metadata);
                    case "GlobalNetworkSet" -> new NetworkSet(metadata.name(), metadata.labels(), spec.blocks("nets"));
                    case "HostEndpoint" -> hostEndpoint(spec, metadata);
                    case "Profile" -> profile(spec, metadata);
                    case "Tier" -> tier(spec, metadata);
                    default -> new PolicyReader(spec, metadata).global();
                };
            }
        }
    }

    private static NetworkSet networkSet(Fields spec, Metadata metadata) {
        Map<String, String> labels = new TreeMap<>(metadata.labels());
        labels.put(Namespaces.LABEL, metadata.namespace());
        return new NetworkSet(metadata.qualified(), labels, spec.blocks("nets"));
    }

    private static HostEndpoint hostEndpoint(Fields spec, Metadata metadata) {
        Tree node = spec.take("node");
        if (!(node instanceof Tree.Scalar scalar) || scalar.text().isEmpty()) {
            spec.report().invalid(metadata.tree(), spec.path("node"), "Node", "", "node must be specified");
        }
        return new HostEndpoint(
                node instanceof Tree.Scalar scalar ? scalar.text() : "",
                metadata.name(),
                metadata.labels(),
                spec.optionalText("interfaceName"),
                spec.addresses("expectedIPs"),
                spec.texts("profiles"),
                EndpointPortFields.read(spec, false, ProtocolNames::read));
    }

    private static Profile profile(Fields spec, Metadata metadata) {
        RuleReader rules = new RuleReader(spec.report(), "");
        return new Profile(
                metadata.name(),
                List.of(),
                spec.textMap("labelsToApply"),
                rules.rules(spec, "ingress"),
                rules.rules(spec, "egress"));
    }

    private static Tier tier(Fields spec, Metadata metadata) {
        if (!metadata.name().isEmpty() && !V3Names.isTier(metadata.name())) {
            String reason = "a tier's name has at most 63 lower case alphanumeric characters and '-'";
            spec.report()
                    .invalid(
                            metadata.tree(),
                            Path.ROOT.field("metadata").field("name"),
                            "Name",
                            metadata.name(),
                            reason);
        }
        Double order = spec.number("order");
        Tree tree = spec.take("defaultAction");
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "Deny";
        if (tree != null && !text.equals("Deny") && !text.equals("Pass")) {
            spec.report().invalid(tree, spec.path("defaultAction"), "DefaultAction", text, "must be Deny or Pass");
        }
        if (metadata.name().equals(Tier.DEFAULT)) {
            if (order != null && order != Tier.DEFAULT_ORDER) {
                spec.report()
                        .invalid(
                                metadata.tree(),
                                spec.path("order"),
                                "TierSpec.Order",
                                order.toString(),
                                "default tier order must be 1000000");
            }
            if (text.equals("Pass")) {
                spec.report()
                        .invalid(
                                metadata.tree(),
                                spec.path("defaultAction"),
                                "DefaultAction",
                                text,
                                "the 'default' tier must have default action 'Deny'");
            }
        }
        return new Tier(metadata.name(), order, text.equals("Pass") ? Action.PASS : Action.DENY);
    }
}
