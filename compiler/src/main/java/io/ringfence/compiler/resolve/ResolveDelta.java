package io.ringfence.compiler.resolve;

import io.ringfence.model.resource.ResourceKey;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a batch may have changed for the owned shards, beside what turned in their {@link ShardNeeds}.
 *
 * @param endpoints workload endpoints that are there and whose data or rule set may be new
 * @param rules policies and profiles whose rules were put or removed
 */
public record ResolveDelta(RoaringBitmap endpoints, Set<ResourceKey> rules) {}
