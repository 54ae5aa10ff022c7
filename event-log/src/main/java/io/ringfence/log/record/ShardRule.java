package io.ringfence.log.record;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule whose tags and selectors have become sets of addresses. Criteria that are null or empty match every packet. */
public record ShardRule(
        Action action,
        @Nullable IpVersion ipVersion,
        @Nullable Protocol protocol,
        @Nullable Protocol notProtocol,
        @Nullable IcmpMatch icmp,
        @Nullable IcmpMatch notIcmp,
        Side source,
        Side destination) {

    /** Every set that it refers to; may repeat. */
    public List<IpSetId> allSets() {
        List<IpSetId> all = new ArrayList<>();
        source.addSetsTo(all);
        destination.addSetsTo(all);
        return all;
    }

    /** Whether it says anything of the packet's ports. */
    public boolean namesPorts() {
        return source.namesPorts() || destination.namesPorts();
    }

    /**
     * One side of a packet.
     *
     * @param nets the address is in one of these; empty matches any
     * @param sets the address is in each of these
     * @param ports the port is in one of these, or the address and port in one of {@code portSets}; both empty match any
     * @param portSets sets of ports at addresses
     * @param notNets the address is in none of these
     * @param notSets the address is in none of these
     * @param notPorts the port is in none of these
     * @param notPortSets the address and port are in none of these
     */
    public record Side(
            List<Cidr> nets,
            List<IpSetId> sets,
            List<PortRange> ports,
            List<IpSetId> portSets,
            List<Cidr> notNets,
            List<IpSetId> notSets,
            List<PortRange> notPorts,
            List<IpSetId> notPortSets) {
        public static final Side ANY =
                new Side(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

        public Side {
            nets = List.copyOf(nets);
            sets = List.copyOf(sets);
            ports = List.copyOf(ports);
            portSets = List.copyOf(portSets);
            notNets = List.copyOf(notNets);
            notSets = List.copyOf(notSets);
            notPorts = List.copyOf(notPorts);
            notPortSets = List.copyOf(notPortSets);
        }

        private void addSetsTo(List<IpSetId> all) {
            all.addAll(sets);
            all.addAll(portSets);
            all.addAll(notSets);
            all.addAll(notPortSets);
        }

        private boolean namesPorts() {
            return !ports.isEmpty() || !portSets.isEmpty() || !notPorts.isEmpty() || !notPortSets.isEmpty();
        }
    }
}
