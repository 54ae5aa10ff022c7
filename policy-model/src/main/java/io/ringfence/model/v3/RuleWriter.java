package io.ringfence.model.v3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.text.IcmpFields;
import io.ringfence.model.text.PortFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules without tags to the form of v3. */
final class RuleWriter {
    private RuleWriter() {}

    static void rules(ObjectNode spec, String name, List<Rule> rules) {
        if (!rules.isEmpty()) {
            ArrayNode array = spec.putArray(name);
            rules.forEach(rule -> rule(array.addObject(), rule));
        }
    }

    private static void rule(ObjectNode object, Rule rule) {
        object.put("action", action(rule.action()));
        if (rule.ipVersion() != null) {
            object.put("ipVersion", rule.ipVersion().number());
        }
        protocol(object, "protocol", rule.protocol());
        protocol(object, "notProtocol", rule.notProtocol());
        IcmpFields.write(object, "icmp", rule.icmp());
        IcmpFields.write(object, "notICMP", rule.notIcmp());
        entity(object, "source", rule.source());
        entity(object, "destination", rule.destination());
    }

    private static String action(Action action) {
        return switch (action) {
            case ALLOW -> "Allow";
            case DENY -> "Deny";
            case LOG -> "Log";
            case PASS -> "Pass";
        };
    }

    private static void protocol(ObjectNode object, String name, @Nullable Protocol protocol) {
        if (protocol != null) {
            String text = ProtocolNames.of(protocol);
            if (ProtocolNames.byName(text) == null) {
                object.put(name, protocol.number());
            } else {
                object.put(name, text);
            }
        }
    }

    private static void entity(ObjectNode rule, String name, EntityRule entity) {
        if (entity.equals(EntityRule.ANY)) {
            return;
        }
        if (entity.tag() != null || entity.notTag() != null) {
            throw new IllegalArgumentException("v3 has no tags: " + entity);
        }
        ObjectNode object = rule.putObject(name);
        nets(object, "nets", entity.nets());
        nets(object, "notNets", entity.notNets());
        selector(object, "selector", entity.selector());
        selector(object, "notSelector", entity.notSelector());
        PortFields.write(object, "ports", entity.ports());
        PortFields.write(object, "notPorts", entity.notPorts());
    }

    private static void nets(ObjectNode object, String name, List<Cidr> nets) {
        if (!nets.isEmpty()) {
            ArrayNode array = object.putArray(name);
            nets.forEach(net -> array.add(net.toString()));
        }
    }

    private static void selector(ObjectNode object, String name, @Nullable Selector selector) {
        if (selector != null) {
            object.put(name, selector.canonical());
        }
    }
}
