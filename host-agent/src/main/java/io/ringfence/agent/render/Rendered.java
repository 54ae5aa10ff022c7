package io.ringfence.agent.render;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.Hook;
import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.kernel.PerFamily;
import java.util.List;
import java.util.Map;

/**
 * What the kernel ought to hold for one host.
 *
 * @param hooks our rules in the kernel's own chains, both families
 * @param skeleton by family: the chains that stand whatever the policy
 * @param dispatch the chains that find the endpoints' chains, both families
 * @param shared by family and name: rule sets, tiers, policies and profiles that some endpoint needs
 * @param endpoints those that can be programmed, by key
 * @param sets by name: all that a chain refers to, both families
 * @param faults what is wrong with the wanted state itself, in words; the chains deny where it matters
 */
public record Rendered(
        Map<String, Hook> hooks,
        PerFamily<List<Chain>> skeleton,
        List<Chain> dispatch,
        PerFamily<Map<String, Chain>> shared,
        List<RenderedEndpoint> endpoints,
        Map<String, KernelSet> sets,
        List<EndpointFault> endpointFaults,
        List<String> faults) {

    public Rendered {
        dispatch = List.copyOf(dispatch);
        endpoints = List.copyOf(endpoints);
        endpointFaults = List.copyOf(endpointFaults);
        faults = List.copyOf(faults);
    }

    /**
     * The chains of one endpoint, equal in both families.
     *
     * @param key text of its resource key
     * @param ingress to the workload
     * @param egress from it
     */
    public record RenderedEndpoint(String key, String interfaceName, Chain ingress, Chain egress) {
        public List<Chain> chains() {
            return List.of(ingress, egress);
        }
    }

    /** An endpoint that cannot be programmed: its interface stays closed. */
    public record EndpointFault(String key, String reason) {}
}
