package io.ringfence.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.interpret.KernelText;
import io.ringfence.agent.kernel.PerFamily;
import io.ringfence.agent.program.MemoryKernel;
import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Renderer;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.GenerateNet;
import io.ringfence.testkit.Laws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the chains do with a packet is what the resources say. */
final class VerdictLawTest {
    private static final int WORLDS = 150;
    private static final int PACKETS_A_WORLD = 250;

    @Test
    void renderedChainsJudgeEveryPacketAsTheReferenceDoes() {
        int[] packets = {0};
        int[] allowed = {0};
        Laws.forAll(WORLDS, random -> judge(random, packets, allowed));
        assertThat(packets[0]).isGreaterThanOrEqualTo(100_000);
        // The universe is worth asking only if both answers are common.
        assertThat(allowed[0]).isBetween(packets[0] / 10, packets[0] * 9 / 10);
    }

    private static void judge(Random random, int[] packets, int[] allowed) {
        List<Resource> world = Generate.world(random);
        ReferenceVerdict reference = new ReferenceVerdict(world);
        Compiled compiled = new Compiled(world);
        Map<String, PerFamily<KernelText>> hosts = new TreeMap<>();
        List<ResourceKey> endpoints = new ArrayList<>(compiled.interfaces.keySet());
        endpoints.forEach(key -> hosts.computeIfAbsent(key.parts().getFirst(), host -> programmed(host, compiled)));
        for (int i = 0; i < PACKETS_A_WORLD && !endpoints.isEmpty(); i++) {
            Packet packet = GenerateNet.packet(random);
            ResourceKey endpoint = endpoints.get(random.nextInt(endpoints.size()));
            String host = endpoint.parts().getFirst();
            KernelText kernel =
                    java.util.Objects.requireNonNull(hosts.get(host)).get(packet.version());
            String name = compiled.interfaces.getOrDefault(endpoint, "");
            boolean in = reference.judge(endpoint, Direction.INGRESS, packet).allowed();
            boolean out = reference.judge(endpoint, Direction.EGRESS, packet).allowed();
            String what = packet + " at " + endpoint;
            assertThat(kernel.passes("FORWARD", "eth0", name, packet))
                    .as("to: " + what)
                    .isEqualTo(in);
            assertThat(kernel.passes("FORWARD", name, "eth0", packet))
                    .as("from: " + what)
                    .isEqualTo(out);
            for (ResourceKey other : endpoints) {
                if (other.parts().getFirst().equals(host)) {
                    boolean reaches =
                            reference.judge(other, Direction.INGRESS, packet).allowed();
                    assertThat(kernel.passes("FORWARD", name, compiled.interfaces.getOrDefault(other, ""), packet))
                            .as("between: " + what + " and " + other)
                            .isEqualTo(out && reaches);
                    break;
                }
            }
            assertThat(kernel.passes("FORWARD", name, "cali-stranger", packet)).isFalse();
            assertThat(kernel.passes("FORWARD", "eth0", "eth1", packet)).isTrue();
            assertThat(kernel.passes("OUTPUT", "", name, packet)).isTrue();
            packets[0] += 3;
            allowed[0] += (in ? 1 : 0) + (out ? 1 : 0) + (in && out ? 1 : 0);
        }
    }

    private static PerFamily<KernelText> programmed(String host, Compiled compiled) {
        ShardImage image = new ShardImage(host);
        compiled.records().forEach(image::put);
        MemoryKernel kernel = new MemoryKernel();
        Programmer programmer = new Programmer(kernel, Placement.INSERT);
        assertThat(programmer
                        .apply(new Renderer(RenderSettings.defaults()).render(image))
                        .isComplete())
                .isTrue();
        return PerFamily.of(version -> new KernelText(version, kernel.readTable(version), kernel.readSets()));
    }
}
