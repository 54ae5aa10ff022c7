package io.ringfence.agent.render;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of the shard as sets of the kernel, one a family. Remembers the sets of the last rendering, so that what did not change is the same object. */
final class SetRenderer {
    private Map<IpSetId, Known> known = new HashMap<>();
    private Map<IpSetId, Known> next = new HashMap<>();
    private Map<String, KernelSet> knownNets = new HashMap<>();
    private Map<String, KernelSet> nextNets = new HashMap<>();

    /** A set as last rendered. */
    private record Known(
            List<IpSetBucket> buckets,
            Map<IpSetBucket, Map<IpVersion, Set<Cidr>>> parts,
            Map<IpVersion, KernelSet> sets) {}

    /** The set in one family; equal sets are the same object until {@link #forget}. */
    KernelSet render(ShardImage image, IpSetId id, IpVersion version) {
        Known current = next.get(id);
        if (current == null) {
            current = known(image.buckets(id), known.get(id));
            next.put(id, current);
        }
        KernelSet set = current.sets.get(version);
        if (set == null) {
            List<Set<Cidr>> parts = new ArrayList<>();
            for (IpSetBucket bucket : current.buckets) {
                Set<Cidr> part = current.parts.get(bucket).get(version);
                if (!part.isEmpty()) {
                    parts.add(part);
                }
            }
            set = KernelSet.wanted(Names.set(version, id), version, parts);
            current.sets.put(version, set);
        }
        return set;
    }

    KernelSet render(String name, List<Cidr> nets, IpVersion version) {
        KernelSet set = knownNets.get(name);
        if (set == null) {
            set = KernelSet.wanted(name, version, List.of(Set.copyOf(nets)));
        }
        nextNets.put(name, set);
        return set;
    }

    /** Forgets what has not been rendered since the last call. */
    void forget() {
        known = next;
        next = new HashMap<>();
        knownNets = nextNets;
        nextNets = new HashMap<>();
    }

    private static Known known(List<IpSetBucket> buckets, @Nullable Known before) {
        if (before != null && same(buckets, before.buckets)) {
            return before;
        }
        Map<IpSetBucket, Map<IpVersion, Set<Cidr>>> parts = new IdentityHashMap<>();
        for (IpSetBucket bucket : buckets) {
            Map<IpVersion, Set<Cidr>> part = before == null ? null : before.parts.get(bucket);
            parts.put(bucket, part == null ? split(bucket) : part);
        }
        return new Known(buckets, parts, new HashMap<>());
    }

    private static boolean same(List<IpSetBucket> some, List<IpSetBucket> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Map<IpVersion, Set<Cidr>> split(IpSetBucket bucket) {
        Map<IpVersion, Set<Cidr>> split = Map.of(IpVersion.V4, new HashSet<>(), IpVersion.V6, new HashSet<>());
        for (Cidr member : bucket.members()) {
            split.get(member.version()).add(member);
        }
        return split;
    }
}
