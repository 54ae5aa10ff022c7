package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Listed;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.api.Write;
import io.ringfence.model.ipam.BlockWrite;
import io.ringfence.model.ipam.Known;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pools and blocks of addresses as the gateway has them. */
final class AddressStore {
    private final Gateway gateway;

    AddressStore(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Everything that there is. */
    Known read() {
        List<IpPool> pools = new ArrayList<>();
        List<StoredBlock> blocks = new ArrayList<>();
        each(Kind.IP_POOL, stored -> {
            if (stored.resource() instanceof IpPool pool) {
                pools.add(pool);
            }
        });
        each(Kind.IPAM_BLOCK, stored -> block(stored).ifPresent(blocks::add));
        return Known.of(pools, blocks);
    }

    private void each(Kind kind, Consumer<Stored> consumer) {
        if (gateway.listed(kind, Map.of(), consumer) instanceof Answer.Refused<Listed> refused) {
            throw new CommandException("Failed to read the " + kind.collection() + ": " + refused.message());
        }
    }

    /** The block that an address is in, if there is one. */
    Optional<StoredBlock> around(Cidr address) {
        Cidr cidr = IpamBlock.around(address);
        return switch (gateway.read(ResourceKey.of(Kind.IPAM_BLOCK, cidr.toString()))) {
            case Answer.Done<Stored>(Stored stored) -> block(stored);
            case Answer.Refused<Stored> refused -> {
                if (refused.isAbsent()) {
                    yield Optional.empty();
                }
                throw new CommandException(
                        "Failed to read the block of " + address.address() + ": " + refused.message());
            }
        };
    }

    private static Optional<StoredBlock> block(Stored stored) {
        return stored.resource() instanceof IpamBlock block
                ? Optional.of(new StoredBlock(block, stored.revision()))
                : Optional.empty();
    }

    static Write write(BlockWrite write) {
        return switch (write) {
            case BlockWrite.Put(IpamBlock block, Revision expected) ->
                expected.equals(Revision.NONE) ? new Write.Create(block) : new Write.Replace(block, expected);
            case BlockWrite.Delete(Cidr cidr, Revision expected) ->
                new Write.Delete(ResourceKey.of(Kind.IPAM_BLOCK, cidr.toString()), expected);
        };
    }

    /** False when something was not as expected, and nothing was written. Throws {@link CommandException} with {@code failure} first. */
    boolean commit(List<Write> writes, String failure) {
        return switch (gateway.commit(writes)) {
            case Answer.Done<Boolean> done -> true;
            case Answer.Refused<Boolean> refused -> {
                if (!refused.isOvertaken()) {
                    throw new CommandException(failure + refused.message());
                }
                yield false;
            }
        };
    }
}
