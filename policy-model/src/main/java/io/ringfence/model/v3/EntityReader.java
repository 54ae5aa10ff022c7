package io.ringfence.model.v3;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.PortFields;
import io.ringfence.model.text.Report;
import io.ringfence.model.text.Tree;
import java.util.List;
import java.util.regex.Pattern;

/** One side of a v3 rule. Owner: one call. */
final class EntityReader {
    private static final Pattern LETTER = Pattern.compile("[a-zA-Z]");

    private final Report report;
    private final Namespaces namespaces;

    EntityReader(Report report, Namespaces namespaces) {
        this.report = report;
        this.namespaces = namespaces;
    }

    EntityRule read(Fields rule, String name, String title) {
        Tree tree = rule.take(name);
        if (tree == null) {
            return EntityRule.ANY;
        }
        try (Fields fields = new Fields(report, rule.path(name), "EntityRule", tree, false)) {
            Unsupported.match(fields, "services", title + ".Services");
            Unsupported.match(fields, "serviceAccounts", title + ".ServiceAccounts");
            List<Cidr> nets = nets(fields, "nets", title + ".Nets", false);
            List<Cidr> notNets = nets(fields, "notNets", title + ".NotNets", true);
            List<PortRange> ports = ports(fields, "ports", tree);
            List<PortRange> notPorts = ports(fields, "notPorts", tree);
            Selector notSelector = namespaces.plain(fields, "notSelector", title + ".NotSelector");
            Selector selector = namespaces.ofSide(fields, title + ".Selector", notSelector != null);
            return new EntityRule(null, nets, selector, ports, null, notNets, notSelector, notPorts);
        }
    }

    /** Strict: with a prefix length, and without bits below it. */
    private List<Cidr> nets(Fields fields, String name, String title, boolean negated) {
        return fields.list(name, "[]string", (item, path) -> {
            String text = item instanceof Tree.Scalar scalar ? scalar.text() : "";
            Cidr cidr = text.indexOf('/') < 0 ? null : Cidr.parse(text).orElse(null);
            if (cidr == null || !isMasked(text, cidr)) {
                report.invalid(item, path, title, text, "invalid CIDR");
                return null;
            }
            if (negated && cidr.prefixLength() == 0) {
                report.invalid(
                        item,
                        path,
                        title,
                        text,
                        "catch-all CIDR in negation creates logical contradiction (matches no traffic)");
            }
            return cidr;
        });
    }

    private static boolean isMasked(String text, Cidr cidr) {
        return Cidr.of(text.substring(0, text.indexOf('/'))).address().equals(cidr.address());
    }

    /** Named ports are reported for what they are; as numbers they would only be of the wrong form. */
    private List<PortRange> ports(Fields fields, String name, Tree entity) {
        Tree list = entity instanceof Tree.Mapping mapping ? mapping.find(name) : null;
        List<Tree> items = list instanceof Tree.Sequence sequence ? sequence.items() : List.of();
        boolean named = false;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Tree.Scalar scalar
                    && LETTER.matcher(scalar.text()).find()) {
                String reason = "named ports are not supported here; give the number";
                report.invalid(scalar, fields.path(name).item(i), "Port", scalar.text(), reason);
                named = true;
            }
        }
        if (named) {
            fields.take(name);
            return List.of();
        }
        return PortFields.read(fields, name);
    }
}
