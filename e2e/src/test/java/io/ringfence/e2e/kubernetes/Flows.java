package io.ringfence.e2e.kubernetes;

import inet.ipaddr.IPAddressString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which connections the network policies allow, worked out from their text as Kubernetes says it. */
final class Flows {
    /** Every port that anything here has, and one that nothing has. */
    private static final List<Integer> PORTS = List.of(22, 53, 2379, 2380, 8080, 8081, 8082, 8083, 9092, 9093);

    /**
     * Somebody who opens connections or takes them.
     *
     * @param namespace its pods' namespace; empty for a machine outside of the cluster's pods
     * @param ip for rules that name addresses
     * @param ours whether the policies are about it
     */
    private record Party(String name, String namespace, Map<String, String> labels, String ip, boolean ours) {}

    private static final List<Party> OTHERS = List.of(
            new Party("dns", "kube-system", Map.of("k8s-app", "kube-dns"), "198.51.100.1", false),
            new Party(
                    "prometheus", "monitoring", Map.of("app.kubernetes.io/name", "prometheus"), "198.51.100.2", false),
            // Of the same namespace as Prometheus, or anywhere.
            new Party("other", "monitoring", Map.of(), "198.51.100.3", false),
            new Party("node", "", Map.of(), "10.0.0.5", false));

    private final List<NetworkPolicy> policies;
    private final List<Party> parties = new ArrayList<>(OTHERS);

    private Flows(Manifests manifests) {
        policies = manifests.of(NetworkPolicy.class);
        for (Workload workload : manifests.workloads()) {
            if (!workload.isOnHostNetwork()) {
                parties.add(new Party(workload.name(), workload.namespace(), workload.labels(), "198.51.100.10", true));
            }
        }
    }

    /** {@code from -> to:port} for all that is allowed from or to a pod of ours. */
    static Set<String> allowed(Manifests manifests) {
        Flows flows = new Flows(manifests);
        Set<String> allowed = new TreeSet<>();
        for (Party from : flows.parties) {
            for (Party to : flows.parties) {
                for (int port : PORTS) {
                    if ((from.ours() || to.ours()) && flows.leaves(from, to, port) && flows.enters(from, to, port)) {
                        allowed.add(from.name() + " -> " + to.name() + ":" + port);
                    }
                }
            }
        }
        return allowed;
    }

    private List<NetworkPolicy> about(Party party, String direction) {
        return policies.stream()
                .filter(policy -> party.ours()
                        && policy.getMetadata().getNamespace().equals(party.namespace())
                        && policy.getSpec().getPolicyTypes().contains(direction)
                        && Workload.matches(policy.getSpec().getPodSelector(), party.labels()))
                .toList();
    }

    /** Whom no policy is about is open, as Kubernetes has it. */
    private boolean leaves(Party from, Party to, int port) {
        List<NetworkPolicy> about = about(from, "Egress");
        return about.isEmpty()
                || about.stream()
                        .anyMatch(policy -> policy.getSpec().getEgress().stream()
                                .anyMatch(rule -> includes(policy, rule.getTo(), to) && opens(rule.getPorts(), port)));
    }

    private boolean enters(Party from, Party to, int port) {
        List<NetworkPolicy> about = about(to, "Ingress");
        return about.isEmpty()
                || about.stream()
                        .anyMatch(policy -> policy.getSpec().getIngress().stream()
                                .anyMatch(rule ->
                                        includes(policy, rule.getFrom(), from) && opens(rule.getPorts(), port)));
    }

    /** No ports named are all ports. */
    private static boolean opens(List<NetworkPolicyPort> ports, int port) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(each -> each.getEndPort() == null
                                && each.getPort().getIntVal() != null
                                && each.getPort().getIntVal() == port);
    }

    /** No peers named are everybody. */
    private static boolean includes(NetworkPolicy policy, List<NetworkPolicyPeer> peers, Party party) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> includes(policy, peer, party));
    }

    private static boolean includes(NetworkPolicy policy, NetworkPolicyPeer peer, Party party) {
        if (peer.getIpBlock() != null) {
            if (!peer.getIpBlock().getExcept().isEmpty()) {
                throw new IllegalArgumentException("exceptions of an address block are not looked at here");
            }
            return new IPAddressString(peer.getIpBlock().getCidr()).contains(new IPAddressString(party.ip()));
        }
        boolean namespace = peer.getNamespaceSelector() == null
                ? policy.getMetadata().getNamespace().equals(party.namespace())
                : !party.namespace().isEmpty()
                        && Workload.matches(
                                peer.getNamespaceSelector(), Map.of("kubernetes.io/metadata.name", party.namespace()));
        LabelSelector pods = peer.getPodSelector();
        return namespace && (pods == null || Workload.matches(pods, party.labels()));
    }
}
