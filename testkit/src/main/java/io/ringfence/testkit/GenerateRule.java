package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.testkit.Criteria.Draft;
import io.ringfence.testkit.Criteria.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Valid rules of the small universe: mostly one or two criteria, so that many packets match. */
final class GenerateRule {
    private static final List<Action> ACTIONS =
            List.of(Action.ALLOW, Action.ALLOW, Action.ALLOW, Action.DENY, Action.DENY, Action.PASS, Action.LOG);
    private static final List<Protocol> PROTOCOLS =
            List.of(Protocol.ICMP, Protocol.ICMPV6, Protocol.SCTP, Protocol.UDPLITE, new Protocol(47));

    private GenerateRule() {}

    static Rule rule(Random random) {
        Draft draft = new Draft();
        // All blocks of a rule are of one family.
        IpVersion family = random.nextInt(3) == 0 ? IpVersion.V6 : IpVersion.V4;
        if (random.nextInt(6) == 0) {
            draft.version = family;
        }
        protocol(random, draft);
        side(random, draft.source, family, draft.protocol);
        side(random, draft.destination, family, draft.protocol);
        return new Rule(
                action(random),
                draft.version,
                draft.protocol,
                draft.notProtocol,
                draft.icmp,
                draft.notIcmp,
                draft.source.build(),
                draft.destination.build());
    }

    static Action action(Random random) {
        return Generate.pick(random, ACTIONS);
    }

    private static void protocol(Random random, Draft draft) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> draft.protocol = random.nextInt(3) == 0 ? Protocol.UDP : Protocol.TCP;
            case 4 -> draft.protocol = Generate.pick(random, PROTOCOLS);
            case 5 -> draft.notProtocol = random.nextBoolean() ? Protocol.TCP : Generate.pick(random, PROTOCOLS);
            case 6 -> {
                draft.icmp = icmp(random);
                draft.protocol = random.nextBoolean() ? null : random.nextBoolean() ? Protocol.ICMP : Protocol.ICMPV6;
            }
            case 7 -> {
                draft.notIcmp = icmp(random);
                draft.protocol = random.nextInt(3) > 0 ? null : random.nextBoolean() ? Protocol.ICMP : Protocol.ICMPV6;
            }
            default -> {
                // Any protocol.
            }
        }
    }

    private static IcmpMatch icmp(Random random) {
        Integer type = random.nextInt(6) == 0 ? null : Generate.pick(random, GenerateNet.ICMP_TYPES);
        return new IcmpMatch(type, type == null || random.nextBoolean() ? null : random.nextInt(3));
    }

    private static void side(Random random, Side side, IpVersion family, @Nullable Protocol protocol) {
        if (random.nextInt(8) == 0) {
            side.tag = Generate.pick(random, GenerateLabels.TAGS);
        }
        if (random.nextInt(4) == 0) {
            side.selector = Selector.of(GenerateLabels.selector(random));
        }
        if (random.nextInt(12) == 0) {
            side.notTag = Generate.pick(random, GenerateLabels.TAGS);
        }
        if (random.nextInt(12) == 0) {
            side.notSelector = Selector.of(GenerateLabels.selector(random));
        }
        if (random.nextInt(6) == 0) {
            side.nets.addAll(blocks(random, family));
        }
        if (random.nextInt(10) == 0) {
            side.notNets.addAll(blocks(random, family));
        }
        if (protocol != null && protocol.hasPorts()) {
            if (random.nextInt(3) == 0) {
                side.ports.addAll(ports(random));
            }
            if (random.nextInt(8) == 0) {
                side.notPorts.addAll(ports(random));
            }
        }
    }

    private static List<Cidr> blocks(Random random, IpVersion family) {
        List<Cidr> blocks = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            blocks.add(GenerateNet.block(random, family));
        }
        return blocks;
    }

    /** Now and then more than the fifteen slots that one kernel rule has; now and then with a name, or of names alone. */
    private static List<Port> ports(Random random) {
        List<Port> ports = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            ports.add(new PortName(Generate.pick(random, GenerateNet.PORT_NAMES)));
        }
        if (!ports.isEmpty() && random.nextBoolean()) {
            return ports;
        }
        int count = random.nextInt(10) == 0 ? 10 + random.nextInt(15) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int first = count > 3 ? 1000 + 10 * i : Generate.pick(random, GenerateNet.PORTS);
            int last = random.nextInt(3) == 0 ? Math.min(65535, first + random.nextInt(400)) : first;
            ports.add(new PortRange(first, last));
        }
        return ports;
    }
}
