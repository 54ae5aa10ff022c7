package io.ringfence.store.decide;

import io.ringfence.model.resource.Revision;

/**
 * A condition of a transaction.
 *
 * @param modified the key was last written by this revision; {@link Revision#NONE}: it does not exist
 */
public record Guard(StoreKey key, Revision modified) {}
