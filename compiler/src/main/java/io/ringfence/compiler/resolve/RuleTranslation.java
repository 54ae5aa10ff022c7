package io.ringfence.compiler.resolve;

import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a resource's rule into a shard's: tags and selectors become sets of addresses, names of ports sets of these; the rest stays. */
public final class RuleTranslation {
    private RuleTranslation() {}

    /**
     * Translates rules in order.
     *
     * @param sets asked once for each use of a set; returns the set's id
     */
    public static List<ShardRule> translate(List<Rule> rules, Function<SetMeaning, IpSetId> sets) {
        List<ShardRule> translated = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            translated.add(new ShardRule(
                    rule.action(),
                    rule.ipVersion(),
                    rule.protocol(),
                    rule.notProtocol(),
                    rule.icmp(),
                    rule.notIcmp(),
                    side(rule.source(), sets),
                    side(rule.destination(), sets)));
        }
        return translated;
    }

    /**
     * A tag and a selector of one side hold together, so they are one set. Negated they fail apart ("not tagged, and not selected"), so
     * they are two.
     */
    private static ShardRule.Side side(EntityRule side, Function<SetMeaning, IpSetId> sets) {
        if (side.equals(EntityRule.ANY)) {
            return ShardRule.Side.ANY;
        }
        Selector wanted = both(side.tag(), side.selector());
        List<IpSetId> notSets = new ArrayList<>(2);
        if (side.notTag() != null) {
            notSets.add(sets.apply(SetMeaning.of(Selector.has(side.notTag()))));
        }
        if (side.notSelector() != null) {
            notSets.add(sets.apply(SetMeaning.of(side.notSelector())));
        }
        Selector named = wanted == null ? Selector.all() : wanted;
        return new ShardRule.Side(
                side.nets(),
                wanted == null ? List.of() : List.of(sets.apply(SetMeaning.of(wanted))),
                numbers(side.ports()),
                sets(side.ports(), named, sets),
                side.notNets(),
                notSets,
                numbers(side.notPorts()),
                sets(side.notPorts(), named, sets));
    }

    private static List<PortRange> numbers(List<Port> ports) {
        List<PortRange> numbers = new ArrayList<>(ports.size());
        for (Port port : ports) {
            if (port instanceof PortRange range) {
                numbers.add(range);
            }
        }
        return numbers;
    }

    /** A name means what the side's endpoints call so, and no others: the set stays as small as the selector makes it. */
    private static List<IpSetId> sets(List<Port> ports, Selector selector, Function<SetMeaning, IpSetId> sets) {
        List<IpSetId> named = new ArrayList<>(0);
        for (Port port : ports) {
            if (port instanceof PortName name) {
                IpSetId id = sets.apply(new SetMeaning(selector, name));
                if (!named.contains(id)) {
                    named.add(id);
                }
            }
        }
        return named;
    }

    private static @Nullable Selector both(@Nullable String tag, @Nullable Selector selector) {
        if (tag == null) {
            return selector;
        }
        Selector tagged = Selector.has(tag);
        return selector == null ? tagged : tagged.and(selector);
    }
}
