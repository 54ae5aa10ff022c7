package io.ringfence.agent.render;

import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.ShardRule;
import io.ringfence.log.record.ShardRule.Side;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the model as rules of one family's kernel: each a plain conjunction, together a union. Every mark of a packet keeps its
 * meaning; nothing is scratched on it in between. A rule that no packet of the family can match becomes no rule.
 */
final class RuleRenderer {
    private final IpVersion version;
    private final Predicate<IpSetId> exists;
    private final Map<String, List<Cidr>> netsSets;

    /**
     * @param exists whether a set is there
     * @param netsSets takes the sets that lists of blocks become, by name
     */
    RuleRenderer(IpVersion version, Predicate<IpSetId> exists, Map<String, List<Cidr>> netsSets) {
        this.version = version;
        this.exists = exists;
        this.netsSets = netsSets;
    }

    /** @param chain where the rules will stand; it is what a log line begins with */
    List<RuleText> render(ShardRule rule, String chain) {
        if (rule.ipVersion() != null && rule.ipVersion() != version) {
            return List.of();
        }
        if (namesMissingSet(rule)) {
            // Nobody knows whom it means: as an allow it could open too much, as a denial too little.
            return List.of(RuleText.of("", "-j DROP"));
        }
        SideMatch source = side(rule.source(), "-s ", " src");
        SideMatch destination = side(rule.destination(), "-d ", " dst");
        if (source == null || destination == null) {
            return List.of();
        }
        List<RuleText> rules = new ArrayList<>();
        for (ProtocolMatches.Alternative alternative : protocols(rule)) {
            String basics = join(source.basics, destination.basics, alternative.basics());
            for (List<String> ports : ports(rule)) {
                List<String> matches = new ArrayList<>(alternative.matches());
                matches.addAll(source.matches);
                matches.addAll(destination.matches);
                matches.addAll(ports);
                rules.add(act(rule, basics, matches, chain));
            }
        }
        return rules;
    }

    private static RuleText act(ShardRule rule, String basics, List<String> matches, String chain) {
        return switch (rule.action()) {
            case ALLOW -> new RuleText(basics, matches, "-g " + Names.ACCEPT);
            case PASS -> new RuleText(basics, matches, "-g " + Names.PASS);
            case DENY -> new RuleText(basics, matches, "-j DROP");
            case LOG -> {
                List<String> limited = new ArrayList<>(matches);
                limited.add("-m limit --limit 10/sec --limit-burst 20");
                yield new RuleText(basics, limited, "-j LOG --log-prefix \"" + chain + " \"");
            }
        };
    }

    private boolean namesMissingSet(ShardRule rule) {
        return rule.allSets().stream().anyMatch(id -> !exists.test(id));
    }

    /** A rule that names ports and no protocol means those protocols that rules may name ports of. */
    private List<ProtocolMatches.Alternative> protocols(ShardRule rule) {
        List<ProtocolMatches.Alternative> given = ProtocolMatches.of(rule, version);
        if (!rule.namesPorts()) {
            return given;
        }
        List<ProtocolMatches.Alternative> ported = new ArrayList<>();
        for (ProtocolMatches.Alternative alternative : given) {
            Protocol protocol = alternative.protocol();
            if (protocol == null) {
                for (Protocol candidate : Protocol.WITH_PORTS) {
                    if (!candidate.equals(rule.notProtocol())) {
                        ported.add(new ProtocolMatches.Alternative(
                                candidate, "-p " + ProtocolMatches.name(candidate), List.of()));
                    }
                }
            } else if (protocol.hasPorts()) {
                ported.add(alternative);
            }
        }
        return ported.stream().distinct().toList();
    }

    /** Alternatives of port matches: those of the source times those of the destination; negated ones hold together in each. */
    private List<List<String>> ports(ShardRule rule) {
        SidePorts source = new SidePorts(rule.source().ports(), rule.source().portSets());
        SidePorts notSource =
                new SidePorts(rule.source().notPorts(), rule.source().notPortSets());
        SidePorts destination =
                new SidePorts(rule.destination().ports(), rule.destination().portSets());
        SidePorts notDestination =
                new SidePorts(rule.destination().notPorts(), rule.destination().notPortSets());
        List<String> not = new ArrayList<>(notSource.matches(version, "! ", "src"));
        not.addAll(notDestination.matches(version, "! ", "dst"));
        List<List<String>> alternatives = new ArrayList<>();
        for (String from : orAny(source.matches(version, "", "src"))) {
            for (String to : orAny(destination.matches(version, "", "dst"))) {
                List<String> matches = new ArrayList<>();
                if (!from.isEmpty()) {
                    matches.add(from);
                }
                if (!to.isEmpty()) {
                    matches.add(to);
                }
                matches.addAll(not);
                alternatives.add(matches);
            }
        }
        return alternatives;
    }

    private static List<String> orAny(List<String> matches) {
        return matches.isEmpty() ? List.of("") : matches;
    }

    /** What the packet's address on one side must be. */
    private record SideMatch(String basics, List<String> matches) {}

    /** Null when no address of the family can match. */
    private @Nullable SideMatch side(Side side, String option, String direction) {
        List<Cidr> nets = ofFamily(side.nets());
        List<Cidr> notNets = ofFamily(side.notNets());
        boolean otherFamily =
                (!side.nets().isEmpty() && nets.isEmpty()) || (!side.notNets().isEmpty() && notNets.isEmpty());
        if (otherFamily || holdsEverything(notNets)) {
            return null;
        }
        if (holdsEverything(nets)) {
            nets = List.of();
        }
        String basics = "";
        List<String> matches = new ArrayList<>();
        for (IpSetId id : side.sets()) {
            matches.add("-m set --match-set " + Names.set(version, id) + direction);
        }
        for (IpSetId id : side.notSets()) {
            matches.add("-m set ! --match-set " + Names.set(version, id) + direction);
        }
        if (nets.size() == 1) {
            basics = option + nets.getFirst();
        } else if (!nets.isEmpty()) {
            matches.add("-m set --match-set " + netsSet(nets) + direction);
        }
        if (notNets.size() == 1 && basics.isEmpty()) {
            basics = "! " + option + notNets.getFirst();
        } else if (!notNets.isEmpty()) {
            matches.add("-m set ! --match-set " + netsSet(notNets) + direction);
        }
        return new SideMatch(basics, matches);
    }

    private List<Cidr> ofFamily(List<Cidr> nets) {
        return nets.stream()
                .filter(net -> net.version() == version)
                .sorted()
                .distinct()
                .toList();
    }

    private static boolean holdsEverything(List<Cidr> nets) {
        return nets.stream().anyMatch(net -> net.prefixLength() == 0);
    }

    private String netsSet(List<Cidr> nets) {
        String name = Names.nets(version, nets);
        netsSets.put(name, nets);
        return name;
    }

    private static String join(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ").append(part);
            }
        }
        return text.toString();
    }
}
