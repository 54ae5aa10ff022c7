package io.ringfence.agent.docker.network;

import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import java.util.List;
import java.util.Map;

/** The profile that a network gets when nobody has written one: its containers reach everything, and only they reach each other. */
public final class NetworkProfile {
    private NetworkProfile() {}

    /**
     * Named and tagged as the network.
     *
     * @param networkLabels all labels that the engine knows of the network
     */
    public static Profile of(String network, Map<String, String> networkLabels) {
        EntityRule members = new EntityRule(network, List.of(), null, List.of(), null, List.of(), null, List.of());
        Rule fromMembers = new Rule(Action.ALLOW, null, null, null, null, null, members, EntityRule.ANY);
        return new Profile(
                network,
                List.of(network),
                Labels.of(networkLabels),
                List.of(fromMembers),
                List.of(Rule.of(Action.ALLOW)));
    }
}
