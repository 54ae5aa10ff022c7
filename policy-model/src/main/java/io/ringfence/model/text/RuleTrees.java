package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules to the document form. */
final class RuleTrees {
    private RuleTrees() {}

    static void rules(ObjectNode spec, String name, List<Rule> rules) {
        if (!rules.isEmpty()) {
            ArrayNode array = spec.putArray(name);
            rules.forEach(rule -> rule(array.addObject(), rule));
        }
    }

    private static void rule(ObjectNode object, Rule rule) {
        object.put("action", rule.action().name().toLowerCase(Locale.ROOT));
        if (rule.ipVersion() != null) {
            object.put("ipVersion", rule.ipVersion().number());
        }
        protocol(object, "protocol", rule.protocol());
        IcmpFields.write(object, "icmp", rule.icmp());
        protocol(object, "notProtocol", rule.notProtocol());
        IcmpFields.write(object, "notICMP", rule.notIcmp());
        entity(object.putObject("source"), rule.source());
        entity(object.putObject("destination"), rule.destination());
    }

    private static void protocol(ObjectNode object, String name, @Nullable Protocol protocol) {
        if (protocol != null) {
            if (Protocol.byName(protocol.toString()).isPresent()) {
                object.put(name, protocol.toString());
            } else {
                object.put(name, protocol.number());
            }
        }
    }

    private static void entity(ObjectNode object, EntityRule entity) {
        ResourceTrees.optional(object, "tag", entity.tag());
        ResourceTrees.list(object, "nets", entity.nets(), Cidr::toString);
        selector(object, "selector", entity.selector());
        PortFields.write(object, "ports", entity.ports());
        ResourceTrees.optional(object, "notTag", entity.notTag());
        ResourceTrees.list(object, "notNets", entity.notNets(), Cidr::toString);
        selector(object, "notSelector", entity.notSelector());
        PortFields.write(object, "notPorts", entity.notPorts());
    }

    private static void selector(ObjectNode object, String name, @Nullable Selector selector) {
        if (selector != null) {
            object.put(name, selector.canonical());
        }
    }
}
