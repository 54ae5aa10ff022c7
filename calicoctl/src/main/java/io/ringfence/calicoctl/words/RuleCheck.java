package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.words.RuleSpec.Side;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the values of a typed rule into a rule. All failing checks are told, each kind once. */
final class RuleCheck {
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?::(\\d{1,5}))?");
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,3}");
    /** {@code 10/8}: an IPv4 block whose trailing zero octets are left out. */
    private static final Pattern SHORT_BLOCK = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){0,2})/(\\d{1,2})");

    private final List<String> problems = new ArrayList<>();

    private RuleCheck() {}

    sealed interface Result {}

    record Good(Rule rule) implements Result {}

    record Bad(List<String> messages) implements Result {}

    static Result check(RuleSpec spec) {
        return new RuleCheck().run(spec);
    }

    private Result run(RuleSpec spec) {
        if (!tagOk(spec.from()) || !tagOk(spec.to())) {
            problems.add(Names.TAG_MESSAGE);
        }
        Optional<List<Cidr>> fromNets = nets(spec.from().cidr());
        Optional<List<Cidr>> toNets = nets(spec.to().cidr());
        require(fromNets.isPresent() && toNets.isPresent(), "Invalid CIDR specified.");
        Optional<Integer> type = byteValue(spec.icmpType());
        Optional<Integer> code = byteValue(spec.icmpCode());
        require(
                type.isPresent() == (spec.icmpType() != null) && code.isPresent() == (spec.icmpCode() != null),
                "Invalid ICMP type or ICMP code specified.");
        Optional<List<Port>> fromPorts = ports(spec.from().ports());
        Optional<List<Port>> toPorts = ports(spec.to().ports());
        require(fromPorts.isPresent() && toPorts.isPresent(), "Invalid SRCPORTS or DSTPORTS specified.");
        require(
                oneFamily(spec.protocol(), fromNets.orElse(List.of()), toNets.orElse(List.of())),
                "Invalid or unmatching IP versions for SRCCIDR/DSTCIDR.");
        if (!problems.isEmpty()) {
            return new Bad(List.copyOf(problems));
        }
        return new Good(new Rule(
                spec.action(),
                null,
                spec.protocol() == null
                        ? null
                        : Protocol.byName(spec.protocol()).orElseThrow(),
                null,
                type.isPresent() ? new IcmpMatch(type.get(), code.orElse(null)) : null,
                null,
                side(spec.from(), fromNets.orElseThrow(), fromPorts.orElseThrow()),
                side(spec.to(), toNets.orElseThrow(), toPorts.orElseThrow())));
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            problems.add(message);
        }
    }

    private static EntityRule side(Side side, List<Cidr> nets, List<Port> ports) {
        return new EntityRule(side.tag(), nets, null, ports, null, List.of(), null, List.of());
    }

    private static boolean tagOk(Side side) {
        return side.tag() == null || Names.isTag(side.tag());
    }

    private static Optional<List<Cidr>> nets(@Nullable String text) {
        if (text == null) {
            return Optional.of(List.of());
        }
        Matcher shortBlock = SHORT_BLOCK.matcher(text);
        if (shortBlock.matches()) {
            String address = shortBlock.group(1);
            int octets = address.split("\\.").length;
            return Cidr.parse(address + ".0".repeat(4 - octets) + "/" + shortBlock.group(2))
                    .map(List::of);
        }
        return Cidr.parse(text).map(List::of);
    }

    private static Optional<Integer> byteValue(@Nullable String text) {
        if (text == null || !SMALL_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value <= 255 ? Optional.of(value) : Optional.empty();
    }

    /** A comma list of ports 0 to 65535 and of ranges that really span: {@code 5:5} is not one. */
    private static Optional<List<Port>> ports(@Nullable String text) {
        List<Port> ranges = new ArrayList<>();
        if (text == null) {
            return Optional.of(ranges);
        }
        for (String part : text.split(",", -1)) {
            Matcher match = PORTS.matcher(part);
            if (!match.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(match.group(1));
            int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
            if (last > 65535 || first > last || (match.group(2) != null && first == last)) {
                return Optional.empty();
            }
            ranges.add(new PortRange(first, last));
        }
        return Optional.of(ranges);
    }

    private static boolean oneFamily(@Nullable String protocol, List<Cidr> from, List<Cidr> to) {
        List<IpVersion> families = new ArrayList<>();
        from.forEach(net -> families.add(net.version()));
        to.forEach(net -> families.add(net.version()));
        if ("icmp".equals(protocol)) {
            families.add(IpVersion.V4);
        } else if ("icmpv6".equals(protocol)) {
            families.add(IpVersion.V6);
        }
        return families.stream().distinct().count() <= 1;
    }
}
