package io.ringfence.model.ipam;

import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;

/** A block and the revision that gave it this value. */
public record StoredBlock(IpamBlock block, Revision revision) {}
