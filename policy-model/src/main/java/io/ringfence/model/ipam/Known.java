package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a host has seen of the store, perhaps some time ago. A block that is missing here may exist.
 *
 * @param pools in the order of their CIDRs
 * @param blocks by CIDR, of every host
 */
public record Known(List<IpPool> pools, NavigableMap<Cidr, StoredBlock> blocks) {
    public static final Known NOTHING = new Known(List.of(), new TreeMap<>());

    public Known {
        pools = pools.stream().sorted(Comparator.comparing(IpPool::cidr)).toList();
        blocks = Collections.unmodifiableNavigableMap(new TreeMap<>(blocks));
    }

    public static Known of(Collection<IpPool> pools, Collection<StoredBlock> blocks) {
        NavigableMap<Cidr, StoredBlock> byCidr = new TreeMap<>();
        blocks.forEach(stored -> byCidr.put(stored.block().cidr(), stored));
        return new Known(List.copyOf(pools), byCidr);
    }

    /** The same with a block as it was seen since; null for a block that is not there. */
    public Known with(Cidr cidr, @Nullable StoredBlock seen) {
        NavigableMap<Cidr, StoredBlock> more = new TreeMap<>(blocks);
        if (seen == null) {
            more.remove(cidr);
        } else {
            more.put(cidr, seen);
        }
        return new Known(pools, more);
    }

    public Known withPools(Collection<IpPool> seen) {
        return new Known(List.copyOf(seen), blocks);
    }

    public Optional<StoredBlock> block(Cidr cidr) {
        return Optional.ofNullable(blocks.get(cidr));
    }

    /** The address that the handle was given, wherever it is. */
    public Optional<Cidr> addressOf(String handle) {
        for (StoredBlock stored : blocks.values()) {
            for (IpamBlock.Allocation allocation : stored.block().allocations()) {
                if (allocation.handle().equals(handle)) {
                    return Optional.of(stored.block().address(allocation.ordinal()));
                }
            }
        }
        return Optional.empty();
    }
}
