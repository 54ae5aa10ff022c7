package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.words.RuleSpec.Side;
import io.ringfence.model.rule.Action;
import org.jspecify.annotations.Nullable;

/**
 * The words of one rule:
 *
 * <pre>
 * (allow|deny) [(tcp|udp) | (icmp|icmpv6) [type T [code C]]]
 *              [from [ports P] [tag T] [cidr C]] [to [ports P] [tag T] [cidr C]]
 * </pre>
 *
 * Ports are understood only after tcp and udp. Order is fixed; {@code from} and {@code to} may stand alone, and then mean nothing.
 */
final class RuleGrammar {
    private RuleGrammar() {}

    static RuleSpec parse(WordCursor words) throws MisuseException {
        Action action = action(words);
        String protocol = protocol(words);
        boolean ports = "tcp".equals(protocol) || "udp".equals(protocol);
        String type = null;
        String code = null;
        if (protocol != null && !ports && words.take("type")) {
            type = words.value();
            code = words.take("code") ? words.value() : null;
        }
        Side from = words.take("from") ? side(words, ports) : Side.ANY;
        Side to = words.take("to") ? side(words, ports) : Side.ANY;
        words.end();
        return new RuleSpec(action, protocol, type, code, from, to);
    }

    private static Action action(WordCursor words) throws MisuseException {
        if (words.take("allow")) {
            return Action.ALLOW;
        }
        if (words.take("deny")) {
            return Action.DENY;
        }
        throw new MisuseException();
    }

    private static @Nullable String protocol(WordCursor words) {
        for (String name : new String[] {"tcp", "udp", "icmp", "icmpv6"}) {
            if (words.take(name)) {
                return name;
            }
        }
        return null;
    }

    private static Side side(WordCursor words, boolean portsAllowed) throws MisuseException {
        String ports = portsAllowed && words.take("ports") ? words.value() : null;
        String tag = words.take("tag") ? words.value() : null;
        String cidr = words.take("cidr") ? words.value() : null;
        return new Side(ports, tag, cidr);
    }
}
