package io.ringfence.agent.render;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.Hook;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.rule.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chains that stand on every host, whatever the policy: from the kernel's hooks to the dispatch, and the two verdicts. */
final class Skeleton {
    /** What a host answers to and asks for on a link so that IPv6 works at all: router solicitation, neighbour solicitation and advert. */
    private static final List<Integer> NEIGHBOUR_DISCOVERY = List.of(133, 135, 136);

    private final RenderSettings settings;

    Skeleton(RenderSettings settings) {
        this.settings = settings;
    }

    /** The one rule of ours in each of the kernel's own chains. */
    Map<String, Hook> hooks() {
        Map<String, Hook> hooks = new LinkedHashMap<>();
        Map.of("FORWARD", Names.FORWARD, "INPUT", Names.INPUT, "OUTPUT", Names.OUTPUT)
                .forEach((hook, chain) -> hooks.put(
                        hook, new Hook(List.of(RuleText.of("", "-j " + chain).in(hook)), true, true)));
        return hooks;
    }

    List<Chain> chains(IpVersion version) {
        String workloads = settings.interfacePrefix() + "+";
        List<Chain> chains = new ArrayList<>();
        chains.add(chain(
                Names.FORWARD,
                List.of(
                        RuleText.of("", clear(settings.allBits())),
                        RuleText.of("-i " + workloads, "-j " + Names.dispatch(Direction.EGRESS)),
                        RuleText.of("-o " + workloads, "-j " + Names.dispatch(Direction.INGRESS)),
                        RuleText.matching(accepted(), "-j ACCEPT"))));
        chains.add(chain(Names.INPUT, List.of(RuleText.of("-i " + workloads, "-g " + Names.WORKLOAD_TO_HOST))));
        chains.add(chain(Names.OUTPUT, List.of(RuleText.of("-o " + workloads, "-j RETURN"))));
        chains.add(chain(Names.WORKLOAD_TO_HOST, workloadToHost(version)));
        chains.add(chain(Names.ACCEPT, List.of(RuleText.of("", set(settings.acceptBit())))));
        chains.add(chain(Names.PASS, List.of(RuleText.of("", set(settings.passBit())))));
        return chains;
    }

    private List<RuleText> workloadToHost(IpVersion version) {
        List<RuleText> rules = new ArrayList<>();
        if (version == IpVersion.V6) {
            for (int type : NEIGHBOUR_DISCOVERY) {
                rules.add(new RuleText("-p ipv6-icmp", List.of("-m icmp6 --icmpv6-type " + type), "-j ACCEPT"));
            }
        }
        rules.add(RuleText.of("", clear(settings.allBits())));
        rules.add(RuleText.of("", "-j " + Names.dispatch(Direction.EGRESS)));
        rules.add(RuleText.of("", "-j " + settings.endpointToHost()));
        return rules;
    }

    /** What precedes policy for an endpoint and direction. */
    Chain endpoint(Direction direction, String interfaceName, String ruleSetChain) {
        return chain(
                Names.endpoint(direction, interfaceName),
                List.of(
                        RuleText.matching("-m conntrack --ctstate RELATED,ESTABLISHED", "-j ACCEPT"),
                        RuleText.matching("-m conntrack --ctstate INVALID", "-j DROP"),
                        RuleText.of("", clear(settings.verdictBits())),
                        RuleText.of("", "-g " + ruleSetChain)));
    }

    RuleText returnIfAccepted() {
        return RuleText.matching(accepted(), "-j RETURN");
    }

    RuleText returnIfDecided() {
        return RuleText.matching("-m mark ! --mark 0x0/" + settings.verdictBits(), "-j RETURN");
    }

    RuleText clearPass() {
        return RuleText.of("", clear(settings.passBit()));
    }

    static Chain chain(String name, List<RuleText> rules) {
        return new Chain(name, RuleText.in(name, rules));
    }

    private String accepted() {
        return "-m mark --mark " + settings.acceptBit() + "/" + settings.acceptBit();
    }

    private static String set(String bit) {
        return "-j MARK --set-xmark " + bit + "/" + bit;
    }

    private static String clear(String bits) {
        return "-j MARK --set-xmark 0x0/" + bits;
    }
}
