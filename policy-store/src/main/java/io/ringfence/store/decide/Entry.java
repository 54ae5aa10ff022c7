package io.ringfence.store.decide;

import io.ringfence.model.resource.Revision;

/**
 * A key's value as it stands.
 *
 * @param modified the revision that wrote it last
 */
public record Entry(Value value, Revision modified) {}
