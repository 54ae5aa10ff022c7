package io.ringfence.model.validate;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One rule. */
final class RuleChecks {
    private RuleChecks() {}

    static void rule(Rule rule, String path, Findings found) {
        icmp("ICMP", path + ".icmp", rule.icmp(), found);
        icmp("NotICMP", path + ".notICMP", rule.notIcmp(), found);
        entity("Source", path + ".source", rule.source(), rule, found);
        entity("Destination", path + ".destination", rule.destination(), rule, found);
        families(rule, path, found);
    }

    private static void icmp(String name, String path, @Nullable IcmpMatch icmp, Findings found) {
        if (icmp == null) {
            return;
        }
        Integer type = icmp.type();
        Integer code = icmp.code();
        if (type != null && (type < 0 || type > 254)) {
            found.add(name + ".Type", path + ".type", type, "");
        }
        if (code != null && (code < 0 || code > 255)) {
            found.add(name + ".Code", path + ".code", code, "");
        }
    }

    private static void entity(String side, String path, EntityRule entity, Rule rule, Findings found) {
        tag(side + ".Tag", path + ".tag", entity.tag(), found);
        tag(side + ".NotTag", path + ".notTag", entity.notTag(), found);
        selector(side + ".Selector", path + ".selector", entity.selector(), found);
        selector(side + ".NotSelector", path + ".notSelector", entity.notSelector(), found);
        ports(side + ".Ports", path + ".ports", entity.ports(), rule, found);
        ports(side + ".NotPorts", path + ".notPorts", entity.notPorts(), rule, found);
    }

    private static void tag(String name, String path, @Nullable String tag, Findings found) {
        if (tag != null) {
            found.matches(name, path, tag, Findings.NAME);
        }
    }

    /** A document's selectors were measured when they were read; this holds those that were made in code to the same. */
    private static void selector(String name, String path, @Nullable Selector selector, Findings found) {
        if (selector != null && selector.canonical().length() > Limits.MAX_SELECTOR) {
            found.add(name, path, selector.canonical(), "selector longer than " + Limits.MAX_SELECTOR + " characters");
        }
    }

    private static void ports(String name, String path, List<Port> ports, Rule rule, Findings found) {
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i) instanceof PortRange range && range.first() == 0) {
                found.add(
                        "Port",
                        path + "[" + i + "]",
                        ports.get(i),
                        "port range invalid, port number must be between 0 and 65536");
            }
        }
        if (!ports.isEmpty() && (rule.protocol() == null || !rule.protocol().hasPorts())) {
            found.add(
                    name,
                    path,
                    ports.stream().map(Port::toString).collect(Collectors.joining(",")),
                    "protocol does not support ports");
        }
    }

    /** All blocks of a rule are of one family, and of the rule's own where it says one. */
    private static void families(Rule rule, String path, Findings found) {
        IpVersion wanted = rule.ipVersion();
        boolean stated = wanted != null;
        record Field(String name, String path, List<Cidr> nets) {}
        List<Field> fields = List.of(
                new Field("Source.Net(s)", path + ".source.nets", rule.source().nets()),
                new Field(
                        "Source.NotNet(s)",
                        path + ".source.notNets",
                        rule.source().notNets()),
                new Field(
                        "Destination.Net(s)",
                        path + ".destination.nets",
                        rule.destination().nets()),
                new Field(
                        "Destination.NotNet(s)",
                        path + ".destination.notNets",
                        rule.destination().notNets()));
        for (Field field : fields) {
            for (int i = 0; i < field.nets().size(); i++) {
                Cidr net = field.nets().get(i);
                if (wanted == null) {
                    wanted = net.version();
                } else if (net.version() != wanted) {
                    String reason = stated
                            ? "rule IP version doesn't match CIDR version"
                            : "rule contains both IPv4 and IPv6 CIDRs";
                    found.add(field.name(), field.path() + "[" + i + "]", net, reason);
                    return;
                }
            }
        }
    }
}
