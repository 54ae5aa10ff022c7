package io.ringfence.calicoctl.rules;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.calicoctl.print.JsonText;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.text.PortFields;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a profile's rules as {@code rule json} prints them; reading the text back gives the same rules. */
public final class RulesJsonWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP, Protocol.ICMPV6);

    private RulesJsonWriter() {}

    /** What writing comes to. */
    public sealed interface Result {}

    public record Written(String text) implements Result {}

    /** A rule says what this form has no key for. */
    public record Inexpressible(String message) implements Result {}

    public static Result write(Profile profile) {
        for (boolean inbound : new boolean[] {true, false}) {
            List<Rule> rules = inbound ? profile.ingress() : profile.egress();
            for (int i = 0; i < rules.size(); i++) {
                Optional<String> obstacle = obstacle(rules.get(i));
                if (obstacle.isPresent()) {
                    return new Inexpressible(
                            "%s rule %d of profile %s has %s, which this form cannot say. Use `calicoctl get profile %s -o json`."
                                    .formatted(
                                            inbound ? "Inbound" : "Outbound",
                                            i + 1,
                                            profile.name(),
                                            obstacle.get(),
                                            profile.name()));
                }
            }
        }
        ObjectNode tree = NODES.objectNode();
        tree.set("inbound_rules", list(profile.ingress()));
        tree.set("outbound_rules", list(profile.egress()));
        return new Written(print(tree));
    }

    /** Two spaces a level and, as the tool always did, a space after each comma and an empty line at the end. */
    private static String print(ObjectNode tree) {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEntrySpacing(Spacing.AFTER)
                .withArrayValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators).withArrayIndenter(indent).withObjectIndenter(indent);
        return JsonText.write(tree, printer) + "\n\n";
    }

    private static ArrayNode list(List<Rule> rules) {
        ArrayNode list = NODES.arrayNode();
        rules.forEach(rule -> list.add(rule(rule)));
        return list;
    }

    private static ObjectNode rule(Rule rule) {
        ObjectNode tree = NODES.objectNode();
        tree.put("action", RuleText.action(rule.action()));
        if (rule.protocol() != null) {
            tree.put("protocol", rule.protocol().toString());
        }
        if (rule.icmp() != null && rule.icmp().type() != null) {
            tree.put("icmp_type", rule.icmp().type());
            if (rule.icmp().code() != null) {
                tree.put("icmp_code", rule.icmp().code());
            }
        }
        side("src", rule.source(), tree);
        side("dst", rule.destination(), tree);
        return tree;
    }

    private static void side(String prefix, EntityRule side, ObjectNode tree) {
        if (side.tag() != null) {
            tree.put(prefix + "_tag", side.tag());
        }
        if (side.selector() != null) {
            tree.put(prefix + "_selector", side.selector().canonical());
        }
        PortFields.write(tree, prefix + "_ports", side.ports());
        if (!side.nets().isEmpty()) {
            tree.put(prefix + "_net", side.nets().getFirst().toString());
        }
    }

    private static Optional<String> obstacle(Rule rule) {
        if (rule.action() == Action.LOG) {
            return Optional.of("the action log");
        }
        if (rule.ipVersion() != null) {
            return Optional.of("an ipVersion");
        }
        if (rule.protocol() != null && !PROTOCOLS.contains(rule.protocol())) {
            return Optional.of("the protocol " + rule.protocol());
        }
        if (rule.notProtocol() != null || rule.notIcmp() != null) {
            return Optional.of("a negation");
        }
        return obstacle(rule.source()).or(() -> obstacle(rule.destination()));
    }

    private static Optional<String> obstacle(EntityRule side) {
        if (side.nets().size() > 1) {
            return Optional.of("several nets on one side");
        }
        boolean negated = anyGiven(side.notTag(), side.notSelector())
                || !side.notNets().isEmpty()
                || !side.notPorts().isEmpty();
        return negated ? Optional.of("a negation") : Optional.empty();
    }

    private static boolean anyGiven(@Nullable Object one, @Nullable Object other) {
        return one != null || other != null;
    }
}
