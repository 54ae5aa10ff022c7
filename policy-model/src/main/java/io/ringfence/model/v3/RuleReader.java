package io.ringfence.model.v3;

import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.IcmpFields;
import io.ringfence.model.text.Path;
import io.ringfence.model.text.Report;
import io.ringfence.model.text.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of v3. Owner: one call. */
final class RuleReader {
    private final Report report;
    private final EntityReader entities;

    /** @param namespace that the policy is in; empty for none */
    RuleReader(Report report, String namespace) {
        this.report = report;
        this.entities = new EntityReader(report, new Namespaces(report, namespace));
    }

    List<Rule> rules(Fields spec, String name) {
        return spec.list(name, "[]Rule", this::rule);
    }

    private Rule rule(Tree tree, Path path) {
        try (Fields fields = new Fields(report, path, "Rule", tree, false)) {
            notes(fields);
            Unsupported.match(fields, "http", "HTTP");
            Rule rule = new Rule(
                    action(fields, tree),
                    ipVersion(fields),
                    ProtocolNames.read(fields, "protocol"),
                    ProtocolNames.read(fields, "notProtocol"),
                    IcmpFields.read(fields, "icmp", false),
                    IcmpFields.read(fields, "notICMP", false),
                    entities.read(fields, "source", "Source"),
                    entities.read(fields, "destination", "Destination"));
            agreement(rule, tree, fields);
            return rule;
        }
    }

    /** For people; has no effect. */
    private void notes(Fields rule) {
        try (Fields metadata = rule.structure("metadata", "RuleMetadata")) {
            metadata.textMap("annotations");
        }
    }

    private Action action(Fields fields, Tree rule) {
        Tree tree = fields.take("action");
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        return switch (text) {
            case "Allow" -> Action.ALLOW;
            case "Deny" -> Action.DENY;
            case "Log" -> Action.LOG;
            case "Pass" -> Action.PASS;
            default -> {
                report.invalid(
                        tree == null ? rule : tree,
                        fields.path("action"),
                        "Action",
                        text,
                        "must be Allow, Deny, Log or Pass");
                yield Action.DENY;
            }
        };
    }

    private @Nullable IpVersion ipVersion(Fields fields) {
        Tree tree = fields.take("ipVersion");
        if (tree == null) {
            return null;
        }
        Integer number = tree instanceof Tree.Scalar scalar ? Fields.decimal(scalar) : null;
        if (number != null && (number == 4 || number == 6)) {
            return number == 4 ? IpVersion.V4 : IpVersion.V6;
        }
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        report.invalid(tree, fields.path("ipVersion"), "IPVersion", text, "must be 4 or 6");
        return null;
    }

    /** What v3 demands of fields together, beyond what is demanded of every rule. */
    private void agreement(Rule rule, Tree tree, Fields fields) {
        boolean icmp = Protocol.ICMP.equals(rule.protocol());
        boolean icmpV6 = Protocol.ICMPV6.equals(rule.protocol());
        if (rule.icmp() != null && !icmp && !icmpV6) {
            report.invalid(
                    tree,
                    fields.path("icmp"),
                    "Protocol",
                    ProtocolNames.of(rule.protocol()),
                    "rules that specify ICMP fields must set protocol to ICMP");
        }
        if (icmp && rule.ipVersion() == IpVersion.V6) {
            report.invalid(
                    tree, fields.path("ipVersion"), "IPVersion", "6", "must set ipversion to '4' with protocol icmp");
        }
        if (icmpV6 && rule.ipVersion() == IpVersion.V4) {
            report.invalid(
                    tree, fields.path("ipVersion"), "IPVersion", "4", "must set ipversion to '6' with protocol icmpv6");
        }
    }
}
