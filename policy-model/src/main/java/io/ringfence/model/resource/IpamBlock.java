package io.ringfence.model.resource;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 64 neighbouring addresses of a pool and who has which: data of the control plane, changed by compare-and-set only, so that no two hosts
 * give out one address. Workloads have single addresses (/32, /128), so the first and the last of a block are as good as the others.
 *
 * @param cidr /26 or /122
 * @param affinity host that takes from the block first; null for none
 * @param allocations by ordinal, ascending; what is not listed is free
 */
public record IpamBlock(Cidr cidr, @Nullable String affinity, List<Allocation> allocations) implements Resource {
    /** Addresses of a block. */
    public static final int SIZE = 64;

    private static final int SIZE_BITS = 6;

    public IpamBlock {
        allocations = List.copyOf(allocations);
    }

    /**
     * One address that is taken.
     *
     * @param ordinal of the address in its block, 0 to 63
     * @param host where it is used; only that host gives it back
     * @param purpose what it is used for: {@code docker} by an agent, {@code calicoctl} by hand
     * @param handle chosen by the host for this one allocation and for no other, ever
     * @param since by the host's clock, in whole milliseconds
     */
    public record Allocation(int ordinal, String host, String purpose, String handle, Instant since) {
        public Allocation {
            since = since.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Length of a block's prefix: 26 or 122. */
    public static int prefixLength(IpVersion version) {
        return version.bits() - SIZE_BITS;
    }

    /** The block that an address is in. */
    public static Cidr around(Cidr address) {
        return new Cidr(address.version(), address.high(), address.low(), prefixLength(address.version()));
    }

    /** The position of an address in its block, 0 to 63. */
    public static int ordinalOf(Cidr address) {
        return (int) (address.low() & (SIZE - 1));
    }

    /** The address at a position from 0 to 63, as /32 or /128. */
    public Cidr address(int ordinal) {
        IpVersion version = cidr.version();
        return new Cidr(version, cidr.high(), cidr.low() | ordinal, version.bits());
    }

    public Optional<Allocation> at(int ordinal) {
        return allocations.stream()
                .filter(allocation -> allocation.ordinal() == ordinal)
                .findFirst();
    }

    public boolean isEmpty() {
        return allocations.isEmpty();
    }

    public boolean isFull() {
        return allocations.size() >= SIZE;
    }

    /** The block with one allocation more, or with another one at its ordinal. */
    public IpamBlock with(Allocation allocation) {
        List<Allocation> more = new ArrayList<>(without(allocation.ordinal()).allocations);
        more.add(allocation);
        more.sort(Comparator.comparingInt(Allocation::ordinal));
        return new IpamBlock(cidr, affinity, more);
    }

    /** The block with the address free. */
    public IpamBlock without(int ordinal) {
        return new IpamBlock(
                cidr,
                affinity,
                allocations.stream()
                        .filter(allocation -> allocation.ordinal() != ordinal)
                        .toList());
    }

    /** The same block for another host. */
    public IpamBlock withAffinity(String host) {
        return new IpamBlock(cidr, host, allocations);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.IPAM_BLOCK, cidr.toString());
    }
}
