package io.ringfence.agent.ipam;

import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.ipam.BlockStore.Written;
import io.ringfence.agent.ipam.leak.Held;
import io.ringfence.model.ipam.Allocator;
import io.ringfence.model.ipam.BlockWrite;
import io.ringfence.model.ipam.Claim;
import io.ringfence.model.ipam.Decision;
import io.ringfence.model.ipam.Known;
import io.ringfence.model.ipam.Refusal;
import io.ringfence.model.ipam.Releaser;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This host's addresses. Blocks the caller, who is on a virtual thread; one call at a time, the others wait their turn, because all of
 * them write the same block.
 */
public final class AddressBook {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);

    /** Writes of others that may come first, one after the other, before a request is given up. */
    private static final int MAX_ATTEMPTS = 40;

    /** Blocks that may turn out to be taken before all blocks are read. */
    private static final int BLIND_ATTEMPTS = 3;

    /** Requests waiting for their turn. More are turned away at once. */
    private static final int MAX_WAITING = 256;

    private static final int FIRST_PAUSE_MILLIS = 8;
    private static final int LONGEST_PAUSE_MILLIS = 256;

    private final BlockStore store;
    private final String host;
    private final String purpose;
    private final Duration patience;
    private final InstantSource clock;
    private final AddressMeters meters;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Blocks that are this host's or have an address of its; null before the first reading. Owner: who has the turn. */
    private @Nullable Known own;

    /** Whether a write may have been stored after all, in a block that is not known. Owner: who has the turn. */
    private boolean inDoubt;

    /**
     * Reads nothing yet.
     *
     * @param purpose what the addresses are used for, {@code docker}
     * @param patience how long a call may take: for its turn, and as long again for its work
     */
    public AddressBook(
            GatewayClient gateway,
            String host,
            String purpose,
            Duration patience,
            InstantSource clock,
            AddressMeters meters) {
        this.store = new BlockStore(gateway);
        this.host = host;
        this.purpose = purpose;
        this.patience = patience;
        this.clock = clock;
        this.meters = meters;
    }

    /** What became of a request. */
    public sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Refused<T>(Refusal refusal) implements Outcome<T> {}

        /** The store could not be asked in time, or others were quicker every time. */
        record Failed<T>(String detail) implements Outcome<T> {}
    }

    private interface Work<T> {
        Outcome<T> run() throws UnavailableException, InterruptedException;
    }

    /**
     * Takes an address. If the answer of the store is lost, and stays lost, the call fails and an address may be left allocated that
     * nobody was told; it is found as a leak.
     */
    public Outcome<Cidr> allocate(Request request) {
        Claim claim = new Claim(host, purpose, UUID.randomUUID().toString(), clock.instant());
        Outcome<Cidr> outcome = inTurn(() -> allocate(request, claim));
        meters.answered(outcome);
        return outcome;
    }

    /**
     * Gives an address back. What is not allocated, or not to this host, is left as it is.
     *
     * @param handle of the allocation that is meant; null for whichever this host has
     * @return whether anything was given back
     */
    public Outcome<Boolean> release(Cidr address, @Nullable String handle) {
        return inTurn(() -> giveBack(address, handle));
    }

    /** The pools; if there is none at all, the default pool is made first when {@code makesDefault} says so. */
    public Outcome<List<IpPool>> pools(boolean makesDefault) {
        return inTurn(() -> {
            List<IpPool> pools = store.pools();
            for (int attempt = 1; pools.isEmpty() && makesDefault && attempt <= MAX_ATTEMPTS; attempt++) {
                store.create(Allocator.DEFAULT_POOL);
                pools = store.pools();
                pause(pools.isEmpty() ? attempt : 0);
            }
            return new Outcome.Done<>(pools);
        });
    }

    /** What is allocated to this host for this purpose, read anew; after a lost answer in whichever block. */
    public Outcome<List<Held>> held() {
        return inTurn(() -> {
            if (inDoubt) {
                own = null;
                inDoubt = false;
            }
            Known known = own();
            for (Cidr cidr : List.copyOf(known.blocks().keySet())) {
                known = known.with(cidr, store.block(cidr).orElse(null));
            }
            remember(known);
            List<Held> held = new ArrayList<>();
            for (StoredBlock stored : known.blocks().values()) {
                for (IpamBlock.Allocation allocation : stored.block().allocations()) {
                    if (allocation.host().equals(host) && allocation.purpose().equals(purpose)) {
                        Cidr address = stored.block().address(allocation.ordinal());
                        held.add(new Held(address, allocation.handle(), allocation.since()));
                    }
                }
            }
            return new Outcome.Done<>(held);
        });
    }

    /** Addresses of all endpoints that are stored for this host. */
    public Outcome<Set<Cidr>> endpointAddresses() {
        try {
            return new Outcome.Done<>(store.endpointAddresses(host));
        } catch (UnavailableException e) {
            return failed(e);
        }
    }

    private Outcome<Cidr> allocate(Request request, Claim claim) throws UnavailableException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Known seen = own().withPools(store.pools());
        if (request instanceof Request.Exactly(Cidr address)) {
            seen = reread(seen, IpamBlock.around(address));
        }
        boolean whole = false;
        String trouble = "other hosts changed the same blocks";
        for (int attempt = 1; attempt <= MAX_ATTEMPTS && System.nanoTime() < deadline; attempt++) {
            switch (Allocator.decide(seen, request, claim)) {
                case Decision.MakePool(IpPool pool) -> {
                    // Whether it was this write or another's does not matter.
                    store.create(pool);
                    seen = seen.withPools(store.pools());
                    pause(seen.pools().isEmpty() ? attempt : 0);
                }
                case Decision.Refused(Refusal refusal) -> {
                    if (whole || !(refusal instanceof Refusal.Exhausted)) {
                        return new Outcome.Refused<>(refusal);
                    }
                    seen = everything(seen);
                    whole = true;
                }
                case Decision.Take(Cidr address, BlockWrite.Put write, Decision.Source source) -> {
                    if (!whole && needsAll(source, attempt)) {
                        seen = everything(seen);
                        whole = true;
                        continue;
                    }
                    switch (store.write(write)) {
                        case Written.Stored(var revision) -> {
                            remember(seen.with(write.cidr(), new StoredBlock(write.block(), revision)));
                            meters.took(source);
                            return new Outcome.Done<>(address);
                        }
                        case Written.Conflict _ -> meters.conflict();
                        case Written.Unknown(String detail) -> {
                            inDoubt = true;
                            trouble = detail;
                        }
                    }
                    pause(attempt);
                    seen = reread(seen, write.cidr());
                    Optional<Cidr> mine = seen.addressOf(claim.handle());
                    if (mine.isPresent()) {
                        // The answer was lost, the write was not.
                        remember(seen);
                        meters.took(source);
                        return new Outcome.Done<>(mine.get());
                    }
                }
            }
        }
        remember(seen);
        return new Outcome.Failed<>(trouble);
    }

    private Outcome<Boolean> giveBack(Cidr address, @Nullable String handle)
            throws UnavailableException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Cidr cidr = IpamBlock.around(address);
        Known seen = own();
        boolean fresh = false;
        String trouble = "other hosts changed the same block";
        for (int attempt = 1; attempt <= MAX_ATTEMPTS && System.nanoTime() < deadline; attempt++) {
            switch (Releaser.decide(seen.block(cidr), address, host, handle)) {
                case Releaser.Decision.Nothing _ -> {
                    if (fresh) {
                        remember(seen);
                        return new Outcome.Done<>(false);
                    }
                    seen = reread(seen, cidr);
                    fresh = true;
                }
                case Releaser.Decision.OfAnotherHost(String other) -> {
                    LOG.info("{}: {} is not given back: it is of host {}", host, address.address(), other);
                    return new Outcome.Done<>(false);
                }
                case Releaser.Decision.Free(BlockWrite write) -> {
                    switch (store.write(write)) {
                        case Written.Stored(var revision) -> {
                            remember(seen.with(
                                    cidr,
                                    switch (write) {
                                        case BlockWrite.Put(IpamBlock block, var _) -> new StoredBlock(block, revision);
                                        case BlockWrite.Delete _ -> null;
                                    }));
                            return new Outcome.Done<>(true);
                        }
                        case Written.Conflict _ -> meters.conflict();
                        case Written.Unknown(String detail) -> trouble = detail;
                    }
                    pause(attempt);
                    seen = reread(seen, cidr);
                    fresh = true;
                }
            }
        }
        remember(seen);
        return new Outcome.Failed<>(trouble);
    }

    /** Whether a choice is made only by who has seen all blocks: what is own is known, what is free shows when it is written. */
    private static boolean needsAll(Decision.Source source, int attempt) {
        return switch (source) {
            case OWN, EXACT -> false;
            case NEW -> attempt > BLIND_ATTEMPTS;
            case RECLAIMED, BORROWED -> true;
        };
    }

    private Known reread(Known seen, Cidr cidr) throws UnavailableException {
        return seen.with(cidr, store.block(cidr).orElse(null));
    }

    private Known everything(Known seen) throws UnavailableException {
        return Known.of(seen.pools(), store.blocks());
    }

    private Known own() throws UnavailableException {
        Known known = own;
        if (known == null) {
            remember(Known.of(List.of(), store.blocks()));
            known = own;
        }
        return known == null ? Known.NOTHING : known;
    }

    /** Other hosts' blocks are forgotten: in a large cluster they are many, and old within a second. */
    private void remember(Known seen) {
        List<StoredBlock> mine = seen.blocks().values().stream()
                .filter(stored -> host.equals(stored.block().affinity())
                        || stored.block().allocations().stream()
                                .anyMatch(allocation -> allocation.host().equals(host)))
                .toList();
        own = Known.of(List.of(), mine);
        meters.known(host, mine);
    }

    private <T> Outcome<T> inTurn(Work<T> work) {
        if (!waiting.tryAcquire()) {
            return new Outcome.Failed<>("more than " + MAX_WAITING + " requests wait for an address");
        }
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Outcome.Failed<>(
                        "other requests of this host have taken all of " + patience.toMillis() + " ms");
            }
            try {
                return work.run();
            } finally {
                turn.unlock();
            }
        } catch (UnavailableException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed<>("the agent stops");
        } finally {
            waiting.release();
        }
    }

    private static <T> Outcome<T> failed(UnavailableException e) {
        return new Outcome.Failed<>(String.valueOf(e.getMessage()));
    }

    /** Longer with every attempt, and never the same for two hosts; also gives the gateway's view time to show what was stored. */
    private static void pause(int attempt) throws InterruptedException {
        if (attempt > 0) {
            int most = Math.min(FIRST_PAUSE_MILLIS << Math.min(attempt, 8), LONGEST_PAUSE_MILLIS);
            Thread.sleep(ThreadLocalRandom.current().nextInt(most / 2, most + 1));
        }
    }
}
