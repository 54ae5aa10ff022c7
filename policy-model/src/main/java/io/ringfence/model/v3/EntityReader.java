package io.ringfence.model.v3;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Port;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.PortFields;
import io.ringfence.model.text.Report;
import io.ringfence.model.text.Tree;
import java.util.List;

/** One side of a v3 rule. Owner: one call. */
final class EntityReader {
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
            List<Port> ports = PortFields.read(fields, "ports");
            List<Port> notPorts = PortFields.read(fields, "notPorts");
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
}
