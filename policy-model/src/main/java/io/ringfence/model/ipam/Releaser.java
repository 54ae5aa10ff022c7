package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives an address back. */
public final class Releaser {
    private Releaser() {}

    /** What to do about an address that is no longer used. */
    public sealed interface Decision {

        /** It is free once the write is stored. */
        record Free(BlockWrite write) implements Decision {}

        /** It is free already, or it is another allocation by now. */
        record Nothing() implements Decision {}

        /** It is in use elsewhere: whoever says it again later must not take it away from there. */
        record OfAnotherHost(String host) implements Decision {}
    }

    /**
     * Decides about one address. A block that becomes empty goes: it is nobody's again.
     *
     * @param stored the address's block; empty when there is none
     * @param handle of the allocation that is meant; null for whichever the host has
     */
    public static Decision decide(Optional<StoredBlock> stored, Cidr address, String host, @Nullable String handle) {
        int ordinal = IpamBlock.ordinalOf(address);
        Optional<IpamBlock.Allocation> current =
                stored.flatMap(known -> known.block().at(ordinal));
        if (stored.isEmpty()
                || current.isEmpty()
                || (handle != null && !current.get().handle().equals(handle))) {
            return new Decision.Nothing();
        }
        if (!current.get().host().equals(host)) {
            return new Decision.OfAnotherHost(current.get().host());
        }
        IpamBlock rest = stored.get().block().without(ordinal);
        return new Decision.Free(
                rest.isEmpty()
                        ? new BlockWrite.Delete(rest.cidr(), stored.get().revision())
                        : new BlockWrite.Put(rest, stored.get().revision()));
    }
}
