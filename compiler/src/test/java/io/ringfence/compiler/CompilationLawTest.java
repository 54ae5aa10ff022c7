package io.ringfence.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.scratch.FromScratch;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.testkit.Laws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The four laws, over random resources. */
class CompilationLawTest {
    private static final int SHARDS = 3;

    @Test
    void incrementalEqualsFromScratchAfterEveryBatch() {
        Laws.forAll(600, random -> {
            GeneratedResources generated = new GeneratedResources(random, 4);
            Compilation compilation = new Compilation(SHARDS);
            FakeShards topic = new FakeShards();
            Map<ResourceKey, Resource> state = new HashMap<>();
            Set<Integer> owned = new HashSet<>();
            for (int step = 0; step < 14; step++) {
                changeOwnership(random, compilation, owned, topic);
                List<ResourceDelta> batch = new ArrayList<>();
                int size = random.nextInt(random.nextBoolean() ? 4 : 25);
                for (int i = 0; i < size; i++) {
                    batch.add(generated.delta());
                }
                GeneratedResources.apply(batch, state);
                topic.apply(compilation.apply(batch));
                for (int shard : owned) {
                    assertThat(topic.shard(shard))
                            .as("step %d, shard %d", step, shard)
                            .isEqualTo(FromScratch.shard(state.values(), shard, SHARDS));
                }
            }
            tearDown(random, compilation, state, topic);
        });
    }

    @Test
    void largeSetsEqualFromScratchToo() {
        Laws.forAll(25, random -> {
            GeneratedResources generated = new GeneratedResources(random, 700);
            Compilation compilation = new Compilation(SHARDS);
            FakeShards topic = new FakeShards();
            Map<ResourceKey, Resource> state = new HashMap<>();
            topic.apply(compilation.own(Set.of(0, 1, 2)));
            for (int step = 0; step < 12; step++) {
                List<ResourceDelta> batch = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    batch.add(generated.delta());
                }
                GeneratedResources.apply(batch, state);
                topic.apply(compilation.apply(batch));
                for (int shard = 0; shard < SHARDS; shard++) {
                    assertThat(topic.shard(shard))
                            .as("step %d, shard %d", step, shard)
                            .isEqualTo(FromScratch.shard(state.values(), shard, SHARDS));
                }
            }
            tearDown(random, compilation, state, topic);
        });
    }

    @Test
    void orderAndBatchesDoNotMatter() {
        Laws.forAll(300, random -> {
            GeneratedResources generated = new GeneratedResources(random, 4);
            Map<ResourceKey, Resource> state = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                Resource resource = generated.resource();
                state.put(resource.key(), resource);
            }
            List<Resource> shuffled = new ArrayList<>(state.values());
            Collections.shuffle(shuffled, random);
            Compilation compilation = new Compilation(SHARDS);
            FakeShards topic = new FakeShards();
            topic.apply(compilation.own(Set.of(0, 1, 2)));
            int at = 0;
            while (at < shuffled.size()) {
                int end = Math.min(shuffled.size(), at + 1 + random.nextInt(8));
                topic.apply(compilation.apply(shuffled.subList(at, end).stream()
                        .<ResourceDelta>map(ResourceDelta.Put::new)
                        .toList()));
                at = end;
            }
            for (int shard = 0; shard < SHARDS; shard++) {
                assertThat(topic.shard(shard))
                        .as("shard %d", shard)
                        .isEqualTo(FromScratch.shard(state.values(), shard, SHARDS));
            }
        });
    }

    @Test
    void theSameAgainWritesNothing() {
        Laws.forAll(300, random -> {
            GeneratedResources generated = new GeneratedResources(random, 4);
            Map<ResourceKey, Resource> state = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                Resource resource = generated.resource();
                state.put(resource.key(), resource);
            }
            List<ResourceDelta> everything = state.values().stream()
                    .<ResourceDelta>map(ResourceDelta.Put::new)
                    .toList();
            Compilation compilation = new Compilation(SHARDS);
            compilation.own(Set.of(0, 1, 2));
            compilation.apply(everything);
            assertThat(compilation.apply(everything)).isEmpty();
        });
    }

    private static void changeOwnership(Random random, Compilation compilation, Set<Integer> owned, FakeShards topic) {
        int shard = random.nextInt(SHARDS);
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                // A shard that is taken over is read back elsewhere; here it begins empty.
                if (owned.add(shard)) {
                    topic.shard(shard).clear();
                }
                topic.apply(compilation.own(Set.of(shard)));
            }
            case 2 -> {
                owned.remove(shard);
                compilation.disown(Set.of(shard));
            }
            default -> {}
        }
        assertThat(compilation.owned()).isEqualTo(owned);
    }

    private static void tearDown(
            Random random, Compilation compilation, Map<ResourceKey, Resource> state, FakeShards topic) {
        List<ResourceKey> keys = new ArrayList<>(state.keySet());
        Collections.sort(keys);
        Collections.shuffle(keys, random);
        for (ResourceKey key : keys) {
            topic.apply(compilation.apply(List.of(new ResourceDelta.Remove(key))));
        }
        compilation.apply(List.of());
        for (int shard : compilation.owned()) {
            assertThat(topic.shard(shard)).isEmpty();
        }
        assertThat(compilation.isEmpty()).as("nothing is left").isTrue();
        compilation.disown(compilation.owned());
        assertThat(compilation.isEmpty()).as("nothing is left").isTrue();
    }
}
