package io.ringfence.model.validate;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pools, blocks of addresses, nodes and network sets. */
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
        notLinkLocal(cidr, "IP pool", found);
    }

    /** The gateway of every workload, 169.254.1.1, is one of these: it is in no pool and in no block. */
    private static void notLinkLocal(Cidr cidr, String title, Findings found) {
        boolean v6 = cidr.version() == IpVersion.V6;
        Cidr linkLocal = v6 ? LINK_LOCAL_6 : LINK_LOCAL_4;
        if (linkLocal.contains(cidr) || cidr.contains(linkLocal)) {
            String family = v6 ? "IPv6" : "IPv4";
            found.add(
                    "CIDR",
                    "metadata.cidr",
                    cidr,
                    title + " range overlaps with " + family + " Link Local range " + linkLocal);
        }
    }

    /** Whether a pool has it and whether its hosts exist is not asked: neither is needed to keep an address from being given twice. */
    static void block(IpamBlock block, Findings found) {
        Cidr cidr = block.cidr();
        int prefix = IpamBlock.prefixLength(cidr.version());
        if (cidr.prefixLength() != prefix) {
            found.add("CIDR", "metadata.cidr", cidr, "an IPAM block is a /" + prefix);
        }
        notLinkLocal(cidr, "IPAM block", found);
        String affinity = block.affinity();
        if (affinity != null) {
            found.matches("Affinity", "spec.affinity", affinity, Findings.NAME);
        }
        Set<String> handles = new HashSet<>();
        for (int i = 0; i < block.allocations().size(); i++) {
            IpamBlock.Allocation allocation = block.allocations().get(i);
            String path = "spec.allocations[" + i + "]";
            int ordinal = allocation.ordinal();
            if (ordinal < 0 || ordinal >= IpamBlock.SIZE) {
                found.add("Ordinal", path + ".ordinal", ordinal, "0 to " + (IpamBlock.SIZE - 1));
            } else if (i > 0 && block.allocations().get(i - 1).ordinal() >= ordinal) {
                found.add("Ordinal", path + ".ordinal", ordinal, "ordinals ascend, each at most once");
            }
            found.matches("Host", path + ".host", allocation.host(), Findings.NAME);
            found.matches("Purpose", path + ".purpose", allocation.purpose(), Findings.NAME);
            found.matches("Handle", path + ".handle", allocation.handle(), Findings.NAME);
            if (!handles.add(allocation.handle())) {
                found.add("Handle", path + ".handle", allocation.handle(), "given to two allocations");
            }
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
