package io.ringfence.agent.render;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.kernel.PerFamily;
import io.ringfence.agent.render.Rendered.EndpointFault;
import io.ringfence.agent.render.Rendered.RenderedEndpoint;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSet.TierPolicies;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Renders one host. Keeps the chains of the last rendering by the record they came from; a change costs the records that changed and a
 * look at the rest. Owner: the agent's thread.
 */
public final class Renderer {
    private final RenderSettings settings;
    private final Skeleton skeleton;
    private final SetRenderer sets = new SetRenderer();
    private final PolicyRenderer policies = new PolicyRenderer();
    private final PerFamily<List<Chain>> base;
    private Map<String, RuleSetChains> ruleSets = new HashMap<>();
    private Map<String, RenderedEndpoint> endpoints = new HashMap<>();
    private List<Chain> dispatch = List.of();

    public Renderer(RenderSettings settings) {
        this.settings = settings;
        this.skeleton = new Skeleton(settings);
        this.base = PerFamily.of(skeleton::chains);
    }

    /** One direction of a rule set: its own chain first, then its tiers'. */
    private record RuleSetChains(
            @Nullable RuleSet from, List<Chain> chains, List<String> policies, List<String> profiles) {}

    /** What the kernel ought to hold for the image as it is now. */
    public Rendered render(ShardImage image) {
        Pass pass = new Pass(image);
        Map<String, ShardEndpoint> byInterface = new LinkedHashMap<>();
        List<EndpointFault> endpointFaults = new ArrayList<>();
        for (ShardEndpoint endpoint : image.endpoints()) {
            String fault = faultOf(endpoint, byInterface);
            if (fault == null) {
                byInterface.put(endpoint.interfaceName(), endpoint);
            } else {
                endpointFaults.add(new EndpointFault(endpoint.endpoint().toString(), fault));
            }
        }
        Map<String, RenderedEndpoint> rendered = new LinkedHashMap<>();
        for (ShardEndpoint endpoint : byInterface.values()) {
            rendered.put(endpoint.interfaceName(), pass.endpoint(endpoint));
        }
        if (dispatch.isEmpty() || !endpoints.keySet().equals(rendered.keySet())) {
            dispatch = Dispatch.chains(rendered.keySet());
        }
        endpoints = rendered;
        ruleSets = pass.ruleSets;
        policies.forget();
        sets.forget();
        return new Rendered(
                skeleton.hooks(),
                base,
                dispatch,
                pass.shared,
                List.copyOf(rendered.values()),
                pass.kernelSets,
                endpointFaults,
                List.copyOf(pass.faults));
    }

    /** Why an endpoint cannot have chains; null when it can. Of two that claim one interface the first by key has it. */
    private @Nullable String faultOf(ShardEndpoint endpoint, Map<String, ShardEndpoint> byInterface) {
        String name = endpoint.interfaceName();
        if (!name.matches("[A-Za-z0-9._:@-]{1,15}")) {
            return "interface name cannot be matched: " + name;
        }
        if (!name.startsWith(settings.interfacePrefix())) {
            return "interface " + name + " does not begin with " + settings.interfacePrefix();
        }
        ShardEndpoint other = byInterface.get(name);
        return other == null ? null : "interface " + name + " belongs to " + other.endpoint();
    }

    /** One rendering. */
    private final class Pass {
        private final ShardImage image;
        private final PerFamily<Map<String, Chain>> shared = PerFamily.of(version -> new HashMap<>());
        private final Map<String, KernelSet> kernelSets = new TreeMap<>();
        private final Map<String, RuleSetChains> ruleSets = new HashMap<>();
        private final TreeSet<String> faults = new TreeSet<>();

        Pass(ShardImage image) {
            this.image = image;
        }

        RenderedEndpoint endpoint(ShardEndpoint endpoint) {
            RenderedEndpoint before = endpoints.get(endpoint.interfaceName());
            return new RenderedEndpoint(
                    endpoint.endpoint().toString(),
                    endpoint.interfaceName(),
                    chain(endpoint, Direction.INGRESS, before == null ? null : before.ingress()),
                    chain(endpoint, Direction.EGRESS, before == null ? null : before.egress()));
        }

        private Chain chain(ShardEndpoint endpoint, Direction direction, @Nullable Chain before) {
            String ruleSet = ruleSet(endpoint, direction).name();
            return before != null && before.chains().contains(ruleSet)
                    ? before
                    : skeleton.endpoint(direction, endpoint.interfaceName(), ruleSet);
        }

        private Chain ruleSet(ShardEndpoint endpoint, Direction direction) {
            String key = direction + endpoint.ruleSet().text();
            RuleSetChains known = ruleSets.get(key);
            if (known != null) {
                return known.chains.getFirst();
            }
            RuleSet ruleSet = image.ruleSet(endpoint.ruleSet());
            if (ruleSet == null) {
                faults.add("rule set " + endpoint.ruleSet() + " is missing; its endpoints are closed");
            }
            RuleSetChains before = Renderer.this.ruleSets.get(key);
            known = before != null && Objects.equals(before.from, ruleSet) ? before : ruleSetChains(ruleSet, direction);
            ruleSets.put(key, known);
            for (Chain chain : known.chains) {
                shared.forEach((version, chains) -> chains.put(chain.name(), chain));
            }
            known.policies.forEach(name -> policy(direction, name));
            known.profiles.forEach(name -> profile(direction, name));
            return known.chains.getFirst();
        }

        private void policy(Direction direction, String name) {
            PolicyRules policy = image.policy(name);
            String chain = Names.policy(direction, name);
            if (!shared.v4().containsKey(chain)) {
                add(chain, policy == null ? null : direction == Direction.INGRESS ? policy.ingress() : policy.egress());
                if (policy == null) {
                    faults.add("policy " + name + " is missing; it denies");
                }
            }
        }

        private void profile(Direction direction, String name) {
            ProfileRules profile = image.profile(name);
            String chain = Names.profile(direction, name);
            if (!shared.v4().containsKey(chain)) {
                add(
                        chain,
                        profile == null ? null : direction == Direction.INGRESS ? profile.ingress() : profile.egress());
            }
        }

        private void add(String chain, @Nullable List<io.ringfence.log.record.ShardRule> rules) {
            PolicyRenderer.PolicyChains chains = policies.render(chain, rules, image);
            chains.chains().forEach((version, rendered) -> shared.get(version).put(chain, rendered));
            for (IpSetId id : chains.sets()) {
                if (image.hasSet(id)) {
                    sets.render(image, id).forEach((version, set) -> {
                        if (chains.chains().get(version).sets().contains(set.name())) {
                            kernelSets.put(set.name(), set);
                        }
                    });
                } else {
                    faults.add("set " + id + " is missing; the rules that name it deny");
                }
            }
            chains.netsSets()
                    .forEach((version, nets) ->
                            nets.forEach((name, blocks) -> kernelSets.put(name, sets.render(name, blocks, version))));
        }
    }

    /** @param ruleSet null for one that is missing: it denies everything */
    private RuleSetChains ruleSetChains(@Nullable RuleSet ruleSet, Direction direction) {
        List<Chain> chains = new ArrayList<>();
        List<String> policyNames = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        for (TierPolicies tier : ruleSet == null ? List.<TierPolicies>of() : ruleSet.tiers()) {
            List<String> names = direction == Direction.INGRESS ? tier.ingress() : tier.egress();
            if (names.isEmpty()) {
                continue;
            }
            policyNames.addAll(names);
            Chain chain = tierChain(direction, names, tier.defaultAction());
            chains.add(chain);
            if (!rules.isEmpty()) {
                rules.add(skeleton.clearPass());
            }
            rules.add(RuleText.of("", "-j " + chain.name()));
            rules.add(skeleton.returnIfAccepted());
            content.append(chain.name()).append(' ');
        }
        List<String> profiles = ruleSet == null ? List.of() : ruleSet.profiles();
        for (String profile : profiles) {
            rules.add(RuleText.of("", "-j " + Names.profile(direction, profile)));
            rules.add(skeleton.returnIfAccepted());
            content.append(Names.profile(direction, profile)).append(' ');
        }
        rules.add(RuleText.of("", "-j DROP"));
        chains.addFirst(Skeleton.chain(Names.ruleSet(direction + " " + content), rules));
        return new RuleSetChains(ruleSet, chains, policyNames, profiles);
    }

    /** A tier is a chain of its own, so that one rule after each policy both ends an accepted packet's way and skips the rest after a pass. */
    private Chain tierChain(Direction direction, List<String> names, Action defaultAction) {
        List<RuleText> rules = new ArrayList<>();
        StringBuilder content = new StringBuilder(direction + " " + defaultAction);
        for (String name : names) {
            String chain = Names.policy(direction, name);
            rules.add(RuleText.of("", "-j " + chain));
            rules.add(skeleton.returnIfDecided());
            content.append(' ').append(chain);
        }
        if (defaultAction == Action.DENY) {
            rules.add(RuleText.of("", "-j DROP"));
        }
        return Skeleton.chain(Names.tier(content.toString()), rules);
    }
}
