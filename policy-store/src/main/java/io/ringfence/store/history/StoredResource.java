package io.ringfence.store.history;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Value;

/** A resource as a listing shows it. */
public record StoredResource(ResourceKey key, Value value, Revision modified) {}
