package io.ringfence.model.resource;

import io.ringfence.model.net.Cidr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The interface of a container or virtual machine on a host.
 *
 * @param node name of the host
 * @param activeInstanceId free for the orchestrator; null when not given
 * @param ipNetworks its addresses, each /32 or /128
 * @param ipNats external addresses that lead to one of them
 * @param profiles in order; for labels the first definition wins, for rules the first that decides
 * @param interfaceName the host's side, 1 to 15 characters
 * @param mac as written; null when not given
 * @param ports those that have names
 */
public record WorkloadEndpoint(
        String node,
        String orchestrator,
        String workload,
        String name,
        @Nullable String activeInstanceId,
        Map<String, String> labels,
        List<Cidr> ipNetworks,
        List<IpNat> ipNats,
        @Nullable Cidr ipv4Gateway,
        @Nullable Cidr ipv6Gateway,
        List<String> profiles,
        String interfaceName,
        @Nullable String mac,
        List<EndpointPort> ports)
        implements Resource {
    public WorkloadEndpoint {
        labels = Map.copyOf(labels);
        ipNetworks = List.copyOf(ipNetworks);
        ipNats = List.copyOf(ipNats);
        profiles = List.copyOf(profiles);
        ports = List.copyOf(ports);
    }

    /** An external address and the endpoint's own address behind it, both /32 or /128. */
    public record IpNat(Cidr internalIp, Cidr externalIp) {}

    /** The same endpoint with other profiles. */
    public WorkloadEndpoint withProfiles(List<String> others) {
        return with(labels, ipNetworks, others);
    }

    /** The same endpoint with other addresses, each /32 or /128. */
    public WorkloadEndpoint withIpNetworks(List<Cidr> others) {
        return with(labels, others, profiles);
    }

    /** The same endpoint with other labels. */
    public WorkloadEndpoint withLabels(Map<String, String> others) {
        return with(others, ipNetworks, profiles);
    }

    private WorkloadEndpoint with(
            Map<String, String> otherLabels, List<Cidr> otherNetworks, List<String> otherProfiles) {
        return new WorkloadEndpoint(
                node,
                orchestrator,
                workload,
                name,
                activeInstanceId,
                otherLabels,
                otherNetworks,
                ipNats,
                ipv4Gateway,
                ipv6Gateway,
                otherProfiles,
                interfaceName,
                mac,
                ports);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.WORKLOAD_ENDPOINT, node, orchestrator, workload, name);
    }
}
