package io.ringfence.model.v3;

import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Policies of both kinds. Owner: one call. */
final class PolicyReader {
    private final Fields spec;
    private final Metadata metadata;

    PolicyReader(Fields spec, Metadata metadata) {
        this.spec = spec;
        this.metadata = metadata;
    }

    Policy global() {
        Namespaces namespaces = new Namespaces(spec.report(), "");
        Selector selector = namespaces.of(spec, "Selector", true);
        boolean doNotTrack = spec.flag("doNotTrack");
        boolean preDnat = spec.flag("preDNAT");
        boolean applyOnForward = spec.flag("applyOnForward");
        if ((doNotTrack || preDnat) && !applyOnForward) {
            invalid(
                    "applyOnForward",
                    "ApplyOnForward",
                    "applyOnForward must be true if either preDNAT or doNotTrack is true");
        }
        return policy(metadata.name(), "", selector, doNotTrack, preDnat, applyOnForward);
    }

    Policy namespaced() {
        Namespaces namespaces = new Namespaces(spec.report(), metadata.namespace());
        Selector selector = namespaces.of(spec, "Selector", false);
        return policy(metadata.qualified(), metadata.namespace(), selector, false, false, false);
    }

    private Policy policy(
            String name,
            String namespace,
            Selector selector,
            boolean doNotTrack,
            boolean preDnat,
            boolean applyOnForward) {
        Unsupported.refuse(
                spec,
                "serviceAccountSelector",
                "ServiceAccountSelector",
                "serviceAccountSelector is not supported here, and without it the policy would apply to more endpoints");
        spec.take("performanceHints");
        RuleReader rules = new RuleReader(spec.report(), namespace);
        List<Rule> ingress = rules.rules(spec, "ingress");
        List<Rule> egress = rules.rules(spec, "egress");
        String tier = spec.text("tier");
        return new Policy(
                name,
                metadata.annotations(),
                tier.isEmpty() ? Tier.DEFAULT : tier,
                spec.number("order"),
                selector,
                ingress,
                egress,
                types(ingress, egress),
                doNotTrack,
                preDnat,
                applyOnForward);
    }

    private Set<Direction> types(List<Rule> ingress, List<Rule> egress) {
        Set<Direction> types = EnumSet.noneOf(Direction.class);
        List<Direction> listed = spec.list("types", "[]PolicyType", (item, path) -> {
            String text = item instanceof Tree.Scalar scalar ? scalar.text() : "";
            Direction direction = switch (text) {
                case "Ingress" -> Direction.INGRESS;
                case "Egress" -> Direction.EGRESS;
                default -> null;
            };
            if (direction == null) {
                spec.report().invalid(item, path, "PolicySpec.Types", text, "must be Ingress or Egress");
            } else if (!types.add(direction)) {
                spec.report()
                        .invalid(item, path, "PolicySpec.Types", text, "'" + text + "' type specified more than once");
            }
            return direction;
        });
        return listed.isEmpty() ? Policy.defaultTypes(ingress, egress) : types;
    }

    private void invalid(String field, String title, String reason) {
        spec.report().invalid(metadata.tree(), spec.path(field), title, "false", reason);
    }
}
