package io.ringfence.calicoctl.rules;

import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules as {@code rule show} prints them. What the words of {@code rule add} can say reads as it was typed; conditions that only
 * documents can give have words of their own, so that no line claims more than its rule allows: {@code selector "..."} after the
 * tag, {@code ipv4} or {@code ipv6} before the protocol, and {@code !} before whatever must not hold.
 */
public final class RuleText {
    private RuleText() {}

    /** Both lists, numbered from 1, each line ended. */
    public static String of(Profile profile) {
        StringBuilder text = new StringBuilder("Inbound rules:\n");
        number(profile.ingress(), text);
        text.append("Outbound rules:\n");
        number(profile.egress(), text);
        return text.toString();
    }

    private static void number(List<Rule> rules, StringBuilder text) {
        for (int i = 0; i < rules.size(); i++) {
            text.append(String.format(Locale.ROOT, " %3d %s\n", i + 1, of(rules.get(i))));
        }
    }

    public static String of(Rule rule) {
        List<String> words = new ArrayList<>();
        words.add(action(rule.action()));
        if (rule.ipVersion() != null) {
            words.add("ipv" + rule.ipVersion().number());
        }
        if (rule.protocol() != null) {
            words.add(rule.protocol().toString());
        }
        if (rule.notProtocol() != null) {
            words.add("!" + rule.notProtocol());
        }
        icmp("", rule.icmp(), words);
        icmp("!", rule.notIcmp(), words);
        side("from", rule.source(), words);
        side("to", rule.destination(), words);
        return String.join(" ", words);
    }

    /** The older name of {@code PASS} is the one that these commands know. */
    static String action(Action action) {
        return switch (action) {
            case ALLOW -> "allow";
            case DENY -> "deny";
            case LOG -> "log";
            case PASS -> "next-tier";
        };
    }

    private static void icmp(String not, @Nullable IcmpMatch icmp, List<String> words) {
        if (icmp != null && icmp.type() != null) {
            words.add(not + "type " + icmp.type());
            if (icmp.code() != null) {
                words.add(not + "code " + icmp.code());
            }
        }
    }

    private static void side(String name, EntityRule side, List<String> words) {
        if (side.equals(EntityRule.ANY)) {
            return;
        }
        words.add(name);
        criteria("", side.ports(), side.tag(), side.selector(), side.nets(), words);
        criteria("!", side.notPorts(), side.notTag(), side.notSelector(), side.notNets(), words);
    }

    private static void criteria(
            String not,
            List<?> ports,
            @Nullable String tag,
            @Nullable Selector selector,
            List<?> nets,
            List<String> words) {
        if (!ports.isEmpty()) {
            words.add(not + "ports " + list(ports));
        }
        if (tag != null) {
            words.add(not + "tag " + tag);
        }
        if (selector != null) {
            words.add(not + "selector " + quoted(selector.canonical()));
        }
        if (!nets.isEmpty()) {
            words.add(not + "cidr " + list(nets));
        }
    }

    private static String list(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
