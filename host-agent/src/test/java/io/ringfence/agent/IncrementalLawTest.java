package io.ringfence.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Renderer;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.Laws;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A kernel that was edited step by step holds what one that was programmed from nothing holds. */
final class IncrementalLawTest {
    private static final String HOST = "host-1";

    @Test
    void stepsLeadWhereOneStepLeads() {
        Laws.forAll(20, IncrementalLawTest::steps);
    }

    private static void steps(Random random) throws Exception {
        Map<ResourceKey, Resource> world = new LinkedHashMap<>();
        Generate.world(random).forEach(resource -> world.put(resource.key(), resource));
        FaultyKernel kernel = new FaultyKernel();
        Renderer renderer = new Renderer(RenderSettings.defaults());
        Programmer programmer = new Programmer(kernel, Placement.INSERT);
        ShardImage image = new ShardImage(HOST);
        Map<String, ShardRecord> held = new HashMap<>();
        for (int step = 0; step < 8; step++) {
            Map<String, ShardRecord> next = new HashMap<>();
            new Compiled(world.values()).records().forEach(record -> next.put(record.key(), record));
            next.forEach((key, record) -> {
                if (!record.equals(held.get(key))) {
                    image.put(record);
                }
            });
            held.keySet().stream().filter(key -> !next.containsKey(key)).forEach(image::remove);
            held.clear();
            held.putAll(next);
            assertThat(programmer.apply(renderer.render(image)).isComplete()).isTrue();
            if (random.nextBoolean()) {
                sweep(programmer);
            }
            Resource changed = Generate.resource(random);
            if (random.nextInt(3) == 0) {
                world.remove(changed.key());
            } else {
                world.put(changed.key(), changed);
            }
        }
        sweep(programmer);
        ShardImage whole = new ShardImage(HOST);
        held.values().forEach(whole::put);
        FaultyKernel fresh = new FaultyKernel();
        new Programmer(fresh, Placement.INSERT).apply(new Renderer(RenderSettings.defaults()).render(whole));
        assertThat(kernel.everything()).isEqualTo(fresh.everything());
        // Torn down, the image is as if nothing had ever been.
        held.keySet().forEach(image::remove);
        assertThat(image.isEmpty()).isTrue();
    }

    private static void sweep(Programmer programmer) throws Exception {
        for (int rounds = 0; programmer.sweep(); rounds++) {
            assertThat(rounds).isLessThan(1_000);
        }
    }
}
