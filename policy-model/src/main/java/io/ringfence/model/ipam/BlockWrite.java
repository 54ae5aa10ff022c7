package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;

/** One change of one block, which must still be as it was known. */
public sealed interface BlockWrite {

    /**
     * The block shall be this.
     *
     * @param expected {@link Revision#NONE} when the block must not exist yet
     */
    record Put(IpamBlock block, Revision expected) implements BlockWrite {
        @Override
        public Cidr cidr() {
            return block.cidr();
        }
    }

    /** The block shall not be. */
    record Delete(Cidr cidr, Revision expected) implements BlockWrite {}

    /** The block that changes. */
    Cidr cidr();

    Revision expected();
}
