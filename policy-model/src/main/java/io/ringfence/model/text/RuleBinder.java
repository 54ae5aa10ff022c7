package io.ringfence.model.text;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.selector.SelectorSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees to rules. What a rule could not even hold is reported here in the validator's words. */
final class RuleBinder {
    private final Report report;
    private final boolean coerces;
    private final boolean trusted;

    /** @param trusted our own record: its selectors are not measured again */
    RuleBinder(Report report, boolean coerces, boolean trusted) {
        this.report = report;
        this.coerces = coerces;
        this.trusted = trusted;
    }

    List<Rule> rules(Fields spec, String name) {
        return spec.list(name, "[]Rule", this::rule);
    }

    private Rule rule(Tree tree, Path path) {
        if (!trusted && tree instanceof Tree.Mapping mapping) {
            oneFormOfNets(mapping, path);
        }
        try (Fields fields = new Fields(report, path, "Rule", tree, coerces)) {
            return new Rule(
                    action(fields, tree),
                    ipVersion(fields),
                    protocol(fields, "protocol"),
                    protocol(fields, "notProtocol"),
                    IcmpFields.read(fields, "icmp", coerces),
                    IcmpFields.read(fields, "notICMP", coerces),
                    entity(fields, "source"),
                    entity(fields, "destination"));
        }
    }

    private Action action(Fields fields, Tree rule) {
        Tree tree = fields.take("action");
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        return switch (text) {
            case "allow" -> Action.ALLOW;
            case "deny" -> Action.DENY;
            case "log" -> Action.LOG;
            case "pass" -> Action.PASS;
            default -> {
                if (tree != null && !(tree instanceof Tree.Scalar)) {
                    report.wrongType(tree, fields.path("action"), "Rule.action", "string");
                } else {
                    report.invalid(tree == null ? rule : tree, fields.path("action"), "Action", text, "");
                }
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
        if (number == null) {
            report.wrongType(tree, fields.path("ipVersion"), "Rule.ipVersion", "int");
        } else if (number == 4) {
            return IpVersion.V4;
        } else if (number == 6) {
            return IpVersion.V6;
        } else {
            report.invalid(tree, fields.path("ipVersion"), "IPVersion", number.toString(), "");
        }
        return null;
    }

    @Nullable
    Protocol protocol(Fields fields, String name) {
        Tree tree = fields.take(name);
        if (tree == null) {
            return null;
        }
        if (!(tree instanceof Tree.Scalar scalar)
                || (scalar.type() != Tree.Type.STRING && scalar.type() != Tree.Type.INTEGER)) {
            report.wrongType(tree, fields.path(name), "Rule." + name, "numorstring.Protocol");
            return null;
        }
        if (Text.isDecimal(scalar.text())) {
            Integer number = PortFields.smallNumber(scalar.text());
            if (number != null && number >= 1 && number <= 255) {
                return new Protocol(number);
            }
            report.invalid(scalar, fields.path(name), "Protocol", scalar.text(), "protocol number invalid");
            return null;
        }
        Protocol protocol = Protocol.byName(scalar.text()).orElse(null);
        if (protocol == null) {
            report.invalid(scalar, fields.path(name), "Protocol", scalar.text(), "protocol name invalid");
        }
        return protocol;
    }

    /** A rule says {@code net} or {@code nets}, on both sides alike: half of a mixture is easily overlooked. */
    private void oneFormOfNets(Tree.Mapping rule, Path path) {
        boolean single = false;
        for (String side : List.of("source", "destination")) {
            single |= has(rule.find(side), "net") || has(rule.find(side), "notNet");
        }
        for (String side : single ? List.of("source", "destination") : List.<String>of()) {
            Tree entity = rule.find(side);
            if (has(entity, "nets") || has(entity, "notNets")) {
                report.invalid(
                        rule,
                        path.field(side).field("nets"),
                        "Source/Destination.Net/Nets",
                        "",
                        "only one of Net and Nets fields allowed");
                return;
            }
        }
    }

    private static boolean has(@Nullable Tree entity, String name) {
        Tree value = entity instanceof Tree.Mapping mapping ? mapping.find(name) : null;
        return value != null && !Fields.isNull(value);
    }

    private EntityRule entity(Fields rule, String name) {
        Tree tree = rule.take(name);
        if (tree == null) {
            return EntityRule.ANY;
        }
        try (Fields fields = new Fields(report, rule.path(name), "EntityRule", tree, coerces)) {
            return new EntityRule(
                    fields.optionalText("tag"),
                    nets(fields, "net", "nets"),
                    selector(fields, "selector", "Selector"),
                    PortFields.read(fields, "ports"),
                    fields.optionalText("notTag"),
                    nets(fields, "notNet", "notNets"),
                    selector(fields, "notSelector", "NotSelector"),
                    PortFields.read(fields, "notPorts"));
        }
    }

    /** The two spellings of one list. */
    private static List<Cidr> nets(Fields fields, String single, String several) {
        Cidr one = fields.block(single);
        List<Cidr> list = fields.blocks(several);
        return one == null ? list : List.of(one);
    }

    /** An absent selector is null; one that is there but empty is not a criterion either. */
    @Nullable
    Selector selector(Fields fields, String name, String title) {
        Tree tree = fields.take(name);
        if (tree == null) {
            return null;
        }
        if (!(tree instanceof Tree.Scalar scalar) || (scalar.type() != Tree.Type.STRING && !coerces)) {
            report.wrongType(tree, fields.path(name), title, "string");
            return null;
        }
        if (scalar.text().isEmpty()) {
            return null;
        }
        if (trusted) {
            return Selector.of(scalar.text());
        }
        try {
            return Selector.parse(scalar.text());
        } catch (SelectorSyntaxException e) {
            report.invalid(scalar, fields.path(name), title, scalar.text(), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
