package io.ringfence.calicoctl.table;

import io.ringfence.model.resource.Kind;
import java.util.List;

/**
 * The headings that each kind can show.
 *
 * @param narrow what {@code -o ps} shows
 * @param wide what {@code -o wide} shows
 * @param all what {@code -o custom-columns} may name
 */
public record Columns(List<String> narrow, List<String> wide, List<String> all) {
    public static Columns of(Kind kind) {
        return switch (kind) {
            case PROFILE -> columns(List.of("NAME"), List.of("NAME", "TAGS"));
            case POLICY -> columns(List.of("NAME"), List.of("NAME", "ORDER", "SELECTOR"));
            case WORKLOAD_ENDPOINT ->
                new Columns(
                        List.of("NODE", "ORCHESTRATOR", "WORKLOAD", "NAME"),
                        List.of(
                                "NODE",
                                "ORCHESTRATOR",
                                "WORKLOAD",
                                "NAME",
                                "NETWORKS",
                                "NATS",
                                "INTERFACE",
                                "PROFILES"),
                        List.of(
                                "NODE",
                                "ORCHESTRATOR",
                                "WORKLOAD",
                                "NAME",
                                "NETWORKS",
                                "NATS",
                                "INTERFACE",
                                "PROFILES",
                                "IPV4GATEWAY",
                                "IPV6GATEWAY",
                                "MAC"));
            case HOST_ENDPOINT ->
                columns(List.of("NODE", "NAME"), List.of("NODE", "NAME", "INTERFACE", "IPS", "PROFILES"));
            case IP_POOL -> columns(List.of("CIDR"), List.of("CIDR", "NAT", "IPIP"));
            case IPAM_BLOCK -> columns(List.of("CIDR"), List.of("CIDR", "AFFINITY", "ALLOCATED"));
            case NODE -> columns(List.of("NAME"), List.of("NAME", "ASN", "IPV4", "IPV6"));
            case NETWORK_SET -> columns(List.of("NAME"), List.of("NAME", "NETS"));
            case TIER -> columns(List.of("NAME"), List.of("NAME", "ORDER", "DEFAULTACTION"));
        };
    }

    private static Columns columns(List<String> narrow, List<String> wide) {
        return new Columns(narrow, wide, wide);
    }
}
