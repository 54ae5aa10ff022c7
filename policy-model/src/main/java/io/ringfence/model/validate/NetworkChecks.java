package io.ringfence.model.validate;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pools, nodes and network sets. */
final class NetworkChecks {
    private static final Cidr LINK_LOCAL_4 = Cidr.of("169.254.0.0/16");
    private static final Cidr LINK_LOCAL_6 = Cidr.of("fe80::/10");
    private static final long MAX_AS_NUMBER = 4_294_967_295L;
    private static final Pattern ANY = Pattern.compile(".+", Pattern.DOTALL);

    private NetworkChecks() {}

    static void networkSet(NetworkSet set, Findings found) {
        found.identity("Name", "metadata.name", set.name(), Findings.NAMESPACED_NAME);
        found.labels(set.labels());
    }

    static void pool(IpPool pool, Findings found) {
        Cidr cidr = pool.cidr();
        boolean v6 = cidr.version() == IpVersion.V6;
        if (v6 && pool.ipipEnabled()) {
            found.add("IPIP.Enabled", "spec.ipip.enabled", true, "IPIP is not supported on an IPv6 IP pool");
        }
        int longest = v6 ? 122 : 26;
        if (cidr.prefixLength() > longest) {
            String reason = "IP pool size is too small (min /" + longest + ") for use with Calico IPAM";
            found.add("CIDR", "metadata.cidr", cidr, reason);
        }
        Cidr linkLocal = v6 ? LINK_LOCAL_6 : LINK_LOCAL_4;
        if (linkLocal.contains(cidr) || cidr.contains(linkLocal)) {
            String family = v6 ? "IPv6" : "IPv4";
            found.add(
                    "CIDR",
                    "metadata.cidr",
                    cidr,
                    "IP pool range overlaps with " + family + " Link Local range " + linkLocal);
        }
    }

    static void node(Node node, Findings found) {
        found.identity("Name", "metadata.name", node.name(), Findings.NAME);
        Node.Bgp bgp = node.bgp();
        if (bgp != null) {
            Long asNumber = bgp.asNumber();
            if (asNumber != null && (asNumber < 1 || asNumber > MAX_AS_NUMBER)) {
                found.add("BGP.ASNumber", "spec.bgp.asNumber", asNumber, "the supplied AS number is not valid");
            }
            if (bgp.ipv4Address() == null && bgp.ipv6Address() == null) {
                found.add("BGP.IPv4Address", "spec.bgp", "", "no BGP IP address and subnet specified");
            }
            address("IPv4", bgp.ipv4Address(), IpVersion.V4, found);
            address("IPv6", bgp.ipv6Address(), IpVersion.V6, found);
        }
        for (int i = 0; i < node.orchRefs().size(); i++) {
            String path = "spec.orchRefs[" + i + "].orchestrator";
            found.matches("OrchRefs.Orchestrator", path, node.orchRefs().get(i).orchestrator(), ANY);
        }
    }

    private static void address(String family, @Nullable String text, IpVersion version, Findings found) {
        if (text != null
                && Cidr.parse(text).filter(cidr -> cidr.version() == version).isEmpty()) {
            found.add(
                    "BGP." + family + "Address",
                    "spec.bgp.ip" + family.substring(2) + "Address",
                    text,
                    "invalid " + family + " address and subnet specified");
        }
    }
}
