package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.validate.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks with revisions, changed by compare-and-set only. Refuses what the real store would refuse. */
final class SimulatedStore {
    private final Map<Cidr, StoredBlock> blocks = new HashMap<>();
    private final List<IpPool> pools = new ArrayList<>();
    private long revision;

    SimulatedStore(IpPool... pools) {
        this.pools.addAll(List.of(pools));
    }

    void add(IpPool pool) {
        pools.add(pool);
    }

    /** Everything as it is now. */
    Known read() {
        return Known.of(pools, blocks.values());
    }

    /** Whether the block was as expected, and now is as written. */
    boolean write(BlockWrite write) {
        StoredBlock current = blocks.get(write.cidr());
        Revision now = current == null ? Revision.NONE : current.revision();
        if (!now.equals(write.expected())) {
            return false;
        }
        switch (write) {
            case BlockWrite.Put(IpamBlock block, Revision _) -> {
                if (!Validator.validate(block).isEmpty()) {
                    throw new AssertionError("would not be stored: " + Validator.validate(block));
                }
                blocks.put(block.cidr(), new StoredBlock(block, new Revision(++revision)));
            }
            case BlockWrite.Delete(Cidr cidr, Revision _) -> {
                if (current == null) {
                    throw new AssertionError("deleted what does not exist: " + cidr);
                }
                blocks.remove(cidr);
                revision++;
            }
        }
        return true;
    }

    /** Every address in use, with its handle. */
    Map<Cidr, String> inUse() {
        Map<Cidr, String> used = new HashMap<>();
        for (StoredBlock stored : blocks.values()) {
            stored.block()
                    .allocations()
                    .forEach(each -> used.put(stored.block().address(each.ordinal()), each.handle()));
        }
        return used;
    }
}
