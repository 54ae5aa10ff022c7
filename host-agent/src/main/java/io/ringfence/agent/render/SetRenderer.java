package io.ringfence.agent.render;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.kernel.PerFamily;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sets of the shard as sets of the kernel, one a family. Remembers the sets of the last rendering: what did not change is the same
 * object.
 */
final class SetRenderer {
    private Map<IpSetId, Known> known = new HashMap<>();
    private Map<IpSetId, Known> next = new HashMap<>();
    private Map<String, KernelSet> knownNets = new HashMap<>();
    private Map<String, KernelSet> nextNets = new HashMap<>();

    /** A bucket, split by family. */
    private record Part(IpSetBucket bucket, PerFamily<Set<SetMember>> members) {}

    /** A set as last rendered. */
    private record Known(List<IpSetBucket> buckets, Map<String, Part> parts, PerFamily<KernelSet> sets) {}

    /** The set in both families. */
    PerFamily<KernelSet> render(ShardImage image, IpSetId id) {
        Known current = next.get(id);
        if (current == null) {
            current = current(id, image.buckets(id), known.get(id));
            next.put(id, current);
        }
        return current.sets;
    }

    KernelSet render(String name, List<Cidr> nets, IpVersion version) {
        KernelSet set = knownNets.get(name);
        if (set == null) {
            set = KernelSet.ofNets(name, version, List.of(Set.copyOf(nets)));
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

    private static Known current(IpSetId id, List<IpSetBucket> buckets, @Nullable Known before) {
        if (before != null && buckets.equals(before.buckets)) {
            return before;
        }
        Map<String, Part> parts = new HashMap<>();
        PerFamily<List<Set<SetMember>>> members = PerFamily.of(version -> new ArrayList<>());
        for (IpSetBucket bucket : buckets) {
            Part part = before == null ? null : before.parts.get(bucket.bucket());
            if (part == null || !part.bucket.equals(bucket)) {
                part = new Part(bucket, split(bucket));
            }
            parts.put(bucket.bucket(), part);
            part.members.forEach((version, set) -> {
                if (!set.isEmpty()) {
                    members.get(version).add(set);
                }
            });
        }
        return new Known(buckets, parts, PerFamily.of(version -> set(id, version, members.get(version))));
    }

    private static KernelSet set(IpSetId id, IpVersion version, List<Set<SetMember>> parts) {
        String name = Names.set(version, id);
        return id.holdsPorts() ? KernelSet.ofPorts(name, version, parts) : KernelSet.ofNets(name, version, parts);
    }

    private static PerFamily<Set<SetMember>> split(IpSetBucket bucket) {
        PerFamily<Set<SetMember>> split = PerFamily.of(version -> new HashSet<>());
        bucket.members().forEach(member -> split.get(member.version()).add(member));
        return split;
    }
}
