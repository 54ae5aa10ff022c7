package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Write;
import io.ringfence.model.ipam.Allocator;
import io.ringfence.model.ipam.BlockWrite;
import io.ringfence.model.ipam.Claim;
import io.ringfence.model.ipam.Decision;
import io.ringfence.model.ipam.Known;
import io.ringfence.model.ipam.Refusal;
import io.ringfence.model.ipam.Releases;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Addresses of containers, taken and given back in one transaction with the endpoint that has them: no address is ever held by nobody,
 * whenever this program ends.
 */
final class AddressClaims {
    /** The host agent looks after its own purpose and leaves this one's addresses alone. */
    private static final String PURPOSE = "calicoctl";

    private final Gateway gateway;
    private final AddressStore store;
    private final String host;

    AddressClaims(Gateway gateway, String host) {
        this.gateway = gateway;
        this.store = new AddressStore(gateway);
        this.host = host;
    }

    /**
     * Takes an address.
     *
     * @param endpoint what is written with it; asked again for each attempt
     */
    Cidr take(Request request, Function<Cidr, Write> endpoint) {
        Claim claim = new Claim(host, PURPOSE, UUID.randomUUID().toString(), Instant.now());
        return Attempts.until("the blocks of addresses", () -> {
            Known known = store.read();
            return switch (Allocator.decide(known, request, claim)) {
                case Decision.MakePool(IpPool pool) -> {
                    make(pool);
                    yield Optional.empty();
                }
                case Decision.Refused(Refusal refusal) -> throw new CommandException(text(refusal, known));
                case Decision.Take(Cidr address, BlockWrite.Put write, Decision.Source source) ->
                    store.commit(
                                    List.of(AddressStore.write(write), endpoint.apply(address)),
                                    "Failed to take the address " + address.address() + ": ")
                            ? Optional.of(address)
                            : Optional.empty();
            };
        });
    }

    /** Another may have been quicker, which is as good. */
    private void make(IpPool pool) {
        if (gateway.create(pool) instanceof Answer.Refused<Boolean> refused && !refused.isTaken()) {
            throw new CommandException("Failed to create the pool " + pool.cidr() + ": " + refused.message());
        }
    }

    private static String text(Refusal refusal, Known known) {
        return switch (refusal) {
            case Refusal.Exhausted exhausted -> exhausted.text();
            case Refusal.PoolIsGone(Cidr pool) -> "Pool " + pool + " is not found";
            case Refusal.PoolIsDisabled(Cidr pool) -> "Pool " + pool + " is disabled";
            case Refusal.NotInAPool(Cidr address) -> address.address() + " is not in any configured pools";
            case Refusal.InUse(Cidr address) ->
                "IP address is already assigned in pool "
                        + known.pools().stream()
                                .map(IpPool::cidr)
                                .filter(pool -> pool.contains(address))
                                .findFirst()
                                .map(Cidr::toString)
                                .orElse("")
                        + ".";
        };
    }

    /**
     * Gives addresses back.
     *
     * @param endpoint what is written with it; asked again for each attempt
     */
    void giveBack(List<Cidr> addresses, Supplier<Write> endpoint) {
        Attempts.until("the blocks of addresses", () -> {
            Map<Cidr, StoredBlock> blocks = new LinkedHashMap<>();
            addresses.forEach(address -> store.around(address)
                    .ifPresent(block -> blocks.put(block.block().cidr(), block)));
            List<Write> writes = new ArrayList<>();
            Releases.decide(blocks.values(), addresses, host).forEach(write -> writes.add(AddressStore.write(write)));
            writes.add(endpoint.get());
            return store.commit(writes, "Failed to release the addresses: ") ? Optional.of(writes) : Optional.empty();
        });
    }
}
