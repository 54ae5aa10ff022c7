package io.ringfence.model.resource;

import java.util.List;
import java.util.Optional;

/** The kinds of resource. */
public enum Kind {
    PROFILE("profile", "profiles", "Profile", List.of("name")),
    POLICY("policy", "policies", "Policy", List.of("name")),
    WORKLOAD_ENDPOINT(
            "workloadEndpoint",
            "workloadEndpoints",
            "WorkloadEndpoint",
            List.of("node", "orchestrator", "workload", "name")),
    HOST_ENDPOINT("hostEndpoint", "hostEndpoints", "HostEndpoint", List.of("node", "name")),
    IP_POOL("ipPool", "ipPools", "IPPool", List.of("cidr")),
    NODE("node", "nodes", "Node", List.of("name")),
    NETWORK_SET("networkSet", "networkSets", "NetworkSet", List.of("name")),
    TIER("tier", "tiers", "Tier", List.of("name")),
    /** Kept by the host agents; people look at it and leave it alone. */
    IPAM_BLOCK("ipamBlock", "ipamBlocks", "IPAMBlock", List.of("cidr"));

    private final String text;
    private final String collection;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> identity;

    Kind(String text, String collection, String title, List<String> identity) {
        this.text = text;
        this.collection = collection;
        this.title = title;
        this.identity = identity;
    }

    /** As documents spell it, case-sensitive: {@code workloadEndpoint}. */
    public String text() {
        return text;
    }

    /** As paths spell it: {@code workloadEndpoints}. */
    public String collection() {
        return collection;
    }

    /** As messages spell it: {@code WorkloadEndpoint}. */
    public String title() {
        return title;
    }

    /** Names of the metadata fields that identify a resource of this kind, in the order of its key. */
    public List<String> identity() {
        return identity;
    }

    public static Optional<Kind> byText(String text) {
        for (Kind kind : values()) {
            if (kind.text.equals(text)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
