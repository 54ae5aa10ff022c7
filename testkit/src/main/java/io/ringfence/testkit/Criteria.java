package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a rule: {@code rule(ALLOW, tcp(3306), from("role == 'app'"))}. Ports are those of the destination unless said.
 * Import them all ({@code import static ...Criteria.*}): lint takes a single import of so common a word as {@code from} for a mistake.
 */
public final class Criteria {
    private Criteria() {}

    /** One word of a rule. */
    @FunctionalInterface
    public interface Criterion {
        void addTo(Draft rule);
    }

    /** A rule in the making. */
    public static final class Draft {
        @Nullable
        IpVersion version;

        @Nullable
        Protocol protocol;

        @Nullable
        Protocol notProtocol;

        @Nullable
        IcmpMatch icmp;

        @Nullable
        IcmpMatch notIcmp;

        final Side source = new Side();
        final Side destination = new Side();
    }

    /** One side of a rule in the making. */
    static final class Side {
        @Nullable
        String tag;

        final List<Cidr> nets = new ArrayList<>();

        @Nullable
        Selector selector;

        final List<Port> ports = new ArrayList<>();

        @Nullable
        String notTag;

        final List<Cidr> notNets = new ArrayList<>();

        @Nullable
        Selector notSelector;

        final List<Port> notPorts = new ArrayList<>();

        EntityRule build() {
            return new EntityRule(tag, nets, selector, ports, notTag, notNets, notSelector, notPorts);
        }
    }

    /** Puts the words together. */
    public static Rule rule(Action action, Criterion... criteria) {
        Draft draft = new Draft();
        for (Criterion criterion : criteria) {
            criterion.addTo(draft);
        }
        return new Rule(
                action,
                draft.version,
                draft.protocol,
                draft.notProtocol,
                draft.icmp,
                draft.notIcmp,
                draft.source.build(),
                draft.destination.build());
    }

    public static Criterion tcp(int... ports) {
        return withPorts(Protocol.TCP, ports);
    }

    public static Criterion udp(int... ports) {
        return withPorts(Protocol.UDP, ports);
    }

    public static Criterion protocol(Protocol protocol) {
        return rule -> rule.protocol = protocol;
    }

    public static Criterion notProtocol(Protocol protocol) {
        return rule -> rule.notProtocol = protocol;
    }

    public static Criterion ipv4() {
        return rule -> rule.version = IpVersion.V4;
    }

    public static Criterion ipv6() {
        return rule -> rule.version = IpVersion.V6;
    }

    /** An ICMP message of the packet's family: any, of a type, or of a type and a code. */
    public static Criterion icmp(Integer... typeAndCode) {
        return rule -> rule.icmp = icmpMatch(typeAndCode);
    }

    /** The opposite of {@link #icmp}. */
    public static Criterion notIcmp(Integer... typeAndCode) {
        return rule -> rule.notIcmp = icmpMatch(typeAndCode);
    }

    public static Criterion from(String selector) {
        return rule -> rule.source.selector = Selector.of(selector);
    }

    public static Criterion to(String selector) {
        return rule -> rule.destination.selector = Selector.of(selector);
    }

    public static Criterion notFrom(String selector) {
        return rule -> rule.source.notSelector = Selector.of(selector);
    }

    public static Criterion notTo(String selector) {
        return rule -> rule.destination.notSelector = Selector.of(selector);
    }

    public static Criterion fromTag(String tag) {
        return rule -> rule.source.tag = tag;
    }

    public static Criterion toTag(String tag) {
        return rule -> rule.destination.tag = tag;
    }

    public static Criterion notFromTag(String tag) {
        return rule -> rule.source.notTag = tag;
    }

    public static Criterion notToTag(String tag) {
        return rule -> rule.destination.notTag = tag;
    }

    public static Criterion fromNet(String... blocks) {
        return rule -> rule.source.nets.addAll(cidrs(blocks));
    }

    public static Criterion toNet(String... blocks) {
        return rule -> rule.destination.nets.addAll(cidrs(blocks));
    }

    public static Criterion notFromNet(String... blocks) {
        return rule -> rule.source.notNets.addAll(cidrs(blocks));
    }

    public static Criterion notToNet(String... blocks) {
        return rule -> rule.destination.notNets.addAll(cidrs(blocks));
    }

    public static Criterion fromPorts(Port... ports) {
        return rule -> rule.source.ports.addAll(List.of(ports));
    }

    public static Criterion toPorts(Port... ports) {
        return rule -> rule.destination.ports.addAll(List.of(ports));
    }

    public static Criterion notFromPorts(Port... ports) {
        return rule -> rule.source.notPorts.addAll(List.of(ports));
    }

    public static Criterion notToPorts(Port... ports) {
        return rule -> rule.destination.notPorts.addAll(List.of(ports));
    }

    private static Criterion withPorts(Protocol protocol, int... ports) {
        return rule -> {
            rule.protocol = protocol;
            for (int port : ports) {
                rule.destination.ports.add(PortRange.of(port));
            }
        };
    }

    private static IcmpMatch icmpMatch(Integer... typeAndCode) {
        return new IcmpMatch(
                typeAndCode.length > 0 ? typeAndCode[0] : null, typeAndCode.length > 1 ? typeAndCode[1] : null);
    }

    static List<Cidr> cidrs(String... blocks) {
        return List.of(blocks).stream().map(Cidr::of).toList();
    }
}
