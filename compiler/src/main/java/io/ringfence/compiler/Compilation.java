package io.ringfence.compiler;

import io.ringfence.compiler.emit.Emitter;
import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.compiler.match.MatchDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.match.Work;
import io.ringfence.compiler.resolve.Resolver;
import io.ringfence.log.shard.Shards;
import io.ringfence.model.resource.ResourceKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The journey through the core rooms: match, resolve, emit. Pure; owner: the compiler's thread. */
public final class Compilation {
    private final Work work = new Work();
    private final Matcher matcher;
    private final Resolver resolver;
    private final Emitter emitter;

    /** @param shards how many there are, at least 1 */
    public Compilation(int shards) {
        this.matcher = new Matcher(work, host -> Shards.shardOf(host, shards));
        this.resolver = new Resolver(matcher, work);
        this.emitter = new Emitter(matcher, resolver, work);
    }

    /**
     * Applies a batch of whole revisions and returns what to write to the owned shards, each shard at most once. Of several deltas of one
     * key the last counts.
     */
    public List<ShardDelta> apply(Collection<ResourceDelta> batch) {
        Map<ResourceKey, ResourceDelta> last = new LinkedHashMap<>();
        for (ResourceDelta delta : batch) {
            last.put(delta.key(), delta);
        }
        MatchDelta moved = matcher.apply(last.values());
        return emitter.emit(moved, resolver.apply(last.values(), moved));
    }

    /** Takes shards over and returns all that each must hold, as if nothing were published there. Those owned already are left as they are. */
    public List<ShardDelta> own(Set<Integer> shards) {
        Set<Integer> more = new TreeSet<>(shards);
        more.removeAll(resolver.owned());
        emitter.own(more);
        return emitter.emit(MatchDelta.NONE, resolver.own(more));
    }

    /** Gives shards up. Those not owned are left as they are. */
    public void disown(Set<Integer> shards) {
        Set<Integer> fewer = new TreeSet<>(shards);
        fewer.retainAll(resolver.owned());
        resolver.disown(fewer);
        emitter.disown(fewer);
    }

    public Set<Integer> owned() {
        return Set.copyOf(resolver.owned());
    }

    /** What was done so far. */
    public Work work() {
        return work;
    }

    /** Whether nothing is held, as at the start; shards may be owned. */
    public boolean isEmpty() {
        return matcher.isEmpty() && resolver.isEmpty() && emitter.isEmpty();
    }
}
