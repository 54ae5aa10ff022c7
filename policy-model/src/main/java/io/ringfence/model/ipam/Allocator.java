package io.ringfence.model.ipam;

import io.ringfence.model.ipam.Decision.Source;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses an address. From the first of these that has one, over all pools that are asked for: the host's own blocks; a block that is
 * nobody's; an empty block of another host; any block.
 */
public final class Allocator {
    /** What there is when nobody has configured anything. */
    public static final IpPool DEFAULT_POOL =
            new IpPool(Cidr.of("192.168.0.0/16"), false, IpPool.IpipMode.UNSET, false, false);

    private final Known known;
    private final Claim claim;

    private Allocator(Known known, Claim claim) {
        this.known = known;
        this.claim = claim;
    }

    /** Cost: the number of known blocks. */
    public static Decision decide(Known known, Request request, Claim claim) {
        if (known.pools().isEmpty() && mayHaveDefaultPool(request)) {
            return new Decision.MakePool(DEFAULT_POOL);
        }
        Allocator allocator = new Allocator(known, claim);
        return switch (request) {
            case Request.FromAnyPool(IpVersion version) ->
                allocator.from(known.pools().stream()
                        .filter(pool -> pool.cidr().version() == version && !pool.disabled())
                        .map(IpPool::cidr)
                        .toList());
            case Request.FromPool(Cidr cidr) ->
                known.pools().stream()
                        .filter(pool -> pool.cidr().equals(cidr))
                        .findFirst()
                        .map(pool -> pool.disabled()
                                ? new Decision.Refused(new Refusal.PoolIsDisabled(cidr))
                                : allocator.from(List.of(cidr)))
                        .orElseGet(() -> new Decision.Refused(new Refusal.PoolIsGone(cidr)));
            case Request.Exactly(Cidr address) -> allocator.exactly(address);
        };
    }

    private static boolean mayHaveDefaultPool(Request request) {
        return switch (request) {
            case Request.FromAnyPool(IpVersion version) -> version == IpVersion.V4;
            case Request.FromPool(Cidr pool) -> pool.equals(DEFAULT_POOL.cidr());
            case Request.Exactly(Cidr address) -> DEFAULT_POOL.cidr().contains(address);
        };
    }

    private Decision from(List<Cidr> pools) {
        return fromOwn(pools)
                .or(() -> fromNew(pools))
                .or(() -> fromEmpty(pools))
                .or(() -> fromOthers(pools))
                .orElseGet(() -> new Decision.Refused(new Refusal.Exhausted()));
    }

    private Optional<Decision> fromOwn(List<Cidr> pools) {
        return pools.stream()
                .flatMap(pool -> inPool(pool, this::isOwn).stream())
                .findFirst()
                .map(stored -> take(stored, stored.block(), Source.OWN));
    }

    private Optional<Decision> fromNew(List<Cidr> pools) {
        for (Cidr pool : pools) {
            PoolBlocks blocks = new PoolBlocks(pool);
            long start = blocks.startOf(claim.host());
            // At most one step for every known block of the pool, and one more.
            for (long i = 0; i < blocks.count(); i++) {
                Cidr cidr = blocks.block((start + i) % blocks.count());
                Optional<StoredBlock> stored = known.block(cidr);
                if (stored.isEmpty()) {
                    IpamBlock block = new IpamBlock(cidr, claim.host(), List.of());
                    return Optional.of(take(new StoredBlock(block, Revision.NONE), block, Source.NEW));
                }
                IpamBlock block = stored.get().block();
                if (block.affinity() == null && !block.isFull()) {
                    return Optional.of(take(stored.get(), block.withAffinity(claim.host()), Source.NEW));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Decision> fromEmpty(List<Cidr> pools) {
        return pools.stream()
                .flatMap(pool -> inPool(pool, IpamBlock::isEmpty).stream())
                .findFirst()
                .map(stored -> take(stored, stored.block().withAffinity(claim.host()), Source.RECLAIMED));
    }

    /** From the block with the most free addresses: its host is the last to miss one. */
    private Optional<Decision> fromOthers(List<Cidr> pools) {
        return pools.stream()
                .flatMap(pool -> inPool(pool, block -> !block.isFull()).stream())
                .min(Comparator.comparingInt(
                        stored -> stored.block().allocations().size()))
                .map(stored -> take(stored, stored.block(), Source.BORROWED));
    }

    private Decision exactly(Cidr address) {
        boolean inPool = known.pools().stream()
                .anyMatch(pool -> !pool.disabled() && pool.cidr().contains(address));
        if (!inPool) {
            return new Decision.Refused(new Refusal.NotInAPool(address));
        }
        Cidr cidr = IpamBlock.around(address);
        int ordinal = IpamBlock.ordinalOf(address);
        StoredBlock stored = known.block(cidr)
                .orElseGet(() -> new StoredBlock(new IpamBlock(cidr, claim.host(), List.of()), Revision.NONE));
        return stored.block().at(ordinal).isPresent()
                ? new Decision.Refused(new Refusal.InUse(address))
                : take(stored, stored.block(), ordinal, Source.EXACT);
    }

    private boolean isOwn(IpamBlock block) {
        return claim.host().equals(block.affinity()) && !block.isFull();
    }

    /** The known blocks of a pool, beginning where this host looks first. */
    private List<StoredBlock> inPool(Cidr pool, Predicate<IpamBlock> wanted) {
        PoolBlocks blocks = new PoolBlocks(pool);
        NavigableMap<Cidr, StoredBlock> all = known.blocks();
        Cidr start = blocks.block(blocks.startOf(claim.host()));
        List<StoredBlock> found = new ArrayList<>();
        for (StoredBlock stored : all.tailMap(start, true).values()) {
            add(stored, pool, wanted, found);
        }
        for (StoredBlock stored : all.headMap(start, false).values()) {
            add(stored, pool, wanted, found);
        }
        return found;
    }

    private static void add(StoredBlock stored, Cidr pool, Predicate<IpamBlock> wanted, List<StoredBlock> found) {
        if (pool.contains(stored.block().cidr()) && wanted.test(stored.block())) {
            found.add(stored);
        }
    }

    /**
     * Takes one of the free addresses, the first from a place that the handle tells: an address that was given back a moment ago, and that
     * other hosts may still know as its former owner's, is seldom the next.
     */
    private Decision take(StoredBlock stored, IpamBlock block, Source source) {
        int start = (int) (PoolBlocks.hash(claim.handle()) % IpamBlock.SIZE);
        for (int i = 0; i < IpamBlock.SIZE; i++) {
            int ordinal = (start + i) % IpamBlock.SIZE;
            if (block.at(ordinal).isEmpty()) {
                return take(stored, block, ordinal, source);
            }
        }
        throw new IllegalStateException("no address is free in " + block.cidr());
    }

    private Decision take(StoredBlock stored, IpamBlock block, int ordinal, Source source) {
        return new Decision.Take(
                block.address(ordinal), new BlockWrite.Put(block.with(claim.of(ordinal)), stored.revision()), source);
    }
}
