package io.ringfence.calicoctl.table;

import io.ringfence.calicoctl.print.GoFloat;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a resource shows under a heading. */
final class Cells {
    /** AS number of a node that has none of its own, while none is set for all. */
    private static final String INHERITED_AS_NUMBER = "(64512)";

    private Cells() {}

    /** Throws {@link IllegalArgumentException} for a heading that {@link Columns} does not list for the kind. */
    static String cell(Resource resource, String heading) {
        return switch (resource) {
            case Profile profile -> profile(profile, heading);
            case Policy policy -> policy(policy, heading);
            case WorkloadEndpoint endpoint -> workloadEndpoint(endpoint, heading);
            case HostEndpoint endpoint -> hostEndpoint(endpoint, heading);
            case IpPool pool -> ipPool(pool, heading);
            case IpamBlock block -> ipamBlock(block, heading);
            case Node node -> node(node, heading);
            case NetworkSet set -> networkSet(set, heading);
            case Tier tier -> tier(tier, heading);
        };
    }

    private static String profile(Profile profile, String heading) {
        return switch (heading) {
            case "NAME" -> profile.name();
            case "TAGS" -> String.join(",", profile.tags());
            default -> throw unknown(heading);
        };
    }

    private static String policy(Policy policy, String heading) {
        return switch (heading) {
            case "NAME" -> policy.name();
            case "ORDER" -> number(policy.order());
            case "SELECTOR" -> policy.selector().canonical();
            default -> throw unknown(heading);
        };
    }

    private static String workloadEndpoint(WorkloadEndpoint endpoint, String heading) {
        return switch (heading) {
            case "NODE" -> endpoint.node();
            case "ORCHESTRATOR" -> endpoint.orchestrator();
            case "WORKLOAD" -> endpoint.workload();
            case "NAME" -> endpoint.name();
            case "NETWORKS" -> list(endpoint.ipNetworks(), Cidr::toString);
            case "NATS" ->
                list(
                        endpoint.ipNats(),
                        nat -> "{" + nat.internalIp().address() + " "
                                + nat.externalIp().address() + "}");
            case "INTERFACE" -> endpoint.interfaceName();
            case "PROFILES" -> String.join(",", endpoint.profiles());
            case "IPV4GATEWAY" -> address(endpoint.ipv4Gateway());
            case "IPV6GATEWAY" -> address(endpoint.ipv6Gateway());
            case "MAC" -> text(endpoint.mac());
            default -> throw unknown(heading);
        };
    }

    private static String hostEndpoint(HostEndpoint endpoint, String heading) {
        return switch (heading) {
            case "NODE" -> endpoint.node();
            case "NAME" -> endpoint.name();
            case "INTERFACE" -> text(endpoint.interfaceName());
            case "IPS" -> list(endpoint.expectedIps(), Cidr::address);
            case "PROFILES" -> String.join(",", endpoint.profiles());
            default -> throw unknown(heading);
        };
    }

    private static String ipPool(IpPool pool, String heading) {
        return switch (heading) {
            case "CIDR" -> pool.cidr().toString();
            case "NAT" -> Boolean.toString(pool.natOutgoing());
            case "IPIP" -> Boolean.toString(pool.ipipEnabled());
            default -> throw unknown(heading);
        };
    }

    private static String ipamBlock(IpamBlock block, String heading) {
        return switch (heading) {
            case "CIDR" -> block.cidr().toString();
            case "AFFINITY" -> text(block.affinity());
            case "ALLOCATED" -> Integer.toString(block.allocations().size());
            default -> throw unknown(heading);
        };
    }

    private static String node(Node node, String heading) {
        Node.Bgp bgp = node.bgp();
        return switch (heading) {
            case "NAME" -> node.name();
            case "ASN" ->
                bgp == null || bgp.asNumber() == null
                        ? INHERITED_AS_NUMBER
                        : bgp.asNumber().toString();
            case "IPV4" -> bgp == null ? "" : text(bgp.ipv4Address());
            case "IPV6" -> bgp == null ? "" : text(bgp.ipv6Address());
            default -> throw unknown(heading);
        };
    }

    private static String networkSet(NetworkSet set, String heading) {
        return switch (heading) {
            case "NAME" -> set.name();
            case "NETS" -> list(set.nets(), Cidr::toString);
            default -> throw unknown(heading);
        };
    }

    private static String tier(Tier tier, String heading) {
        return switch (heading) {
            case "NAME" -> tier.name();
            case "ORDER" -> number(tier.order());
            case "DEFAULTACTION" -> tier.defaultAction().name().toLowerCase(Locale.ROOT);
            default -> throw unknown(heading);
        };
    }

    private static IllegalArgumentException unknown(String heading) {
        return new IllegalArgumentException("no such heading: " + heading);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String address(@Nullable Cidr cidr) {
        return cidr == null ? "" : cidr.address();
    }

    private static <T> String list(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "<nil>" : GoFloat.text(value);
    }
}
