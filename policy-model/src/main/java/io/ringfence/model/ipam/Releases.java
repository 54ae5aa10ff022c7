package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives several addresses of one host back at once. */
public final class Releases {
    private Releases() {}

    /**
     * At most one write for each block. What is free already or another host's is left as it is.
     *
     * @param stored those blocks of the addresses that there are
     */
    public static List<BlockWrite> decide(Collection<StoredBlock> stored, Collection<Cidr> addresses, String host) {
        Map<Cidr, StoredBlock> blocks = new LinkedHashMap<>();
        stored.forEach(block -> blocks.put(block.block().cidr(), block));
        Map<Cidr, BlockWrite> writes = new LinkedHashMap<>();
        for (Cidr address : addresses) {
            Cidr cidr = IpamBlock.around(address);
            Optional<StoredBlock> block = Optional.ofNullable(blocks.get(cidr));
            if (Releaser.decide(block, address, host, null) instanceof Releaser.Decision.Free(BlockWrite write)) {
                writes.put(cidr, write);
                IpamBlock rest = block.orElseThrow().block().without(IpamBlock.ordinalOf(address));
                blocks.put(cidr, new StoredBlock(rest, write.expected()));
            }
        }
        return List.copyOf(writes.values());
    }
}
