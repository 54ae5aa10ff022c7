package io.ringfence.bench;

import io.ringfence.compiler.Compilation;
import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.match.Work;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The compiler's core alone: no Kafka, no encoding. {@code CompilerBench W1|L1|L5|L6 [seed]}; one workload a process, as the first figure
 * is a cold JVM's.
 */
public final class CompilerBench {
    private static final int SHARDS = 8;
    private static final int ENDPOINTS = 250_000;
    private static final int HOSTS = 1_250;
    private static final int POLICIES = 10_000;
    private static final int WARM_RUNS = 5;
    private static final int RELABELLINGS = 20_000;
    private static final int NEW_SELECTORS = 1_000;

    private CompilerBench() {}

    /** Runs one workload and prints its figures. */
    public static void main(String[] arguments) {
        String workload = arguments.length > 0 ? arguments[0] : "W1";
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        System.out.println(Machine.describe());
        switch (workload) {
            case "W1" -> snapshot(seed);
            case "L1" -> oneEndpoint(seed);
            case "L5" -> manySelectors();
            case "L6" -> newSelector();
            default -> throw new IllegalArgumentException("workloads: W1, L1, L5, L6; not " + workload);
        }
    }

    private static void snapshot(long seed) {
        List<Resource> resources = SnapshotWorkload.resources(seed, ENDPOINTS, HOSTS, POLICIES);
        System.out.printf(
                "W1: %,d endpoints on %,d hosts, %,d policies, %d profiles, %d shards, seed %d%n",
                ENDPOINTS, HOSTS, POLICIES, SnapshotWorkload.PROFILES, SHARDS, seed);
        long inputHeap = Machine.heapAfterFullCollection();
        List<ShardDelta> deltas = new ArrayList<>();
        long begun = System.nanoTime();
        long cpuBegun = Machine.threadCpuNanos();
        Compilation compilation = compile(resources, deltas);
        long cpu = Machine.threadCpuNanos() - cpuBegun;
        System.out.printf(
                "cold, all resources to all shards' records: %.3f s, of which on a processor %.3f s%n",
                (System.nanoTime() - begun) / 1e9, cpu / 1e9);
        System.out.println("records: " + counts(deltas));
        System.out.println("steps: " + compilation.work());
        deltas.clear();
        long withCore = Machine.heapAfterFullCollection();
        System.out.printf(
                "heap after full collection: input objects %.0f MiB; compiler beside them %.0f MiB%n",
                Machine.mebibytes(inputHeap), Machine.mebibytes(withCore - inputHeap));
        System.out.printf(
                "(the compiler still held: %,d shards)%n", compilation.owned().size());
        for (int run = 1; run <= WARM_RUNS; run++) {
            List<ShardDelta> again = new ArrayList<>();
            begun = System.nanoTime();
            cpuBegun = Machine.threadCpuNanos();
            compile(resources, again);
            cpu = Machine.threadCpuNanos() - cpuBegun;
            System.out.printf(
                    "warm run %d: %.3f s, of which on a processor %.3f s%n",
                    run, (System.nanoTime() - begun) / 1e9, cpu / 1e9);
        }
    }

    private static void oneEndpoint(long seed) {
        List<Resource> resources = SnapshotWorkload.resources(seed, ENDPOINTS, HOSTS, POLICIES);
        Compilation compilation = compile(resources, new ArrayList<>());
        List<Resource> others = SnapshotWorkload.resources(seed + 1, 2_000, HOSTS, 0);
        Samples samples = new Samples();
        int written = 0;
        for (Resource other : others) {
            List<ResourceDelta> batch = List.of(new ResourceDelta.Put(other));
            long begun = System.nanoTime();
            List<ShardDelta> deltas = compilation.apply(batch);
            samples.add(System.nanoTime() - begun);
            written += deltas.stream()
                    .mapToInt(delta -> delta.puts().size() + delta.removals().size())
                    .sum();
        }
        System.out.printf("L1: one endpoint of W1 relabelled: %s; %,d records written%n", samples.summary(), written);
    }

    private static void manySelectors() {
        for (int selectors : new int[] {10, 100, 1_000, 10_000}) {
            Compilation compilation = new Compilation(SHARDS);
            compilation.own(allShards());
            List<ResourceDelta> policies = new ArrayList<>();
            for (int i = 0; i < selectors; i++) {
                policies.add(new ResourceDelta.Put(policy(i, "alpha == \"beta\" && has(ipset-" + i + ")")));
            }
            compilation.apply(policies);
            Samples samples = new Samples();
            for (int i = 0; i < RELABELLINGS; i++) {
                List<ResourceDelta> batch =
                        List.of(new ResourceDelta.Put(endpoint(0, Map.of("alpha", i % 2 == 0 ? "beta" : "gamma"))));
                long begun = System.nanoTime();
                compilation.apply(batch);
                samples.add(System.nanoTime() - begun);
            }
            System.out.printf(
                    "L5: one endpoint relabelled beside %,d selectors that share its label: %s%n",
                    selectors, samples.summary());
        }
    }

    private static void newSelector() {
        int endpoints = 100_000;
        Matcher matcher = new Matcher(new Work(), host -> 0);
        List<ResourceDelta> batch = new ArrayList<>();
        for (int i = 0; i < endpoints; i++) {
            Map<String, String> labels = i % 100 == 0 ? Map.of("alpha", "beta", "few", "") : Map.of("alpha", "beta");
            batch.add(new ResourceDelta.Put(endpoint(i, labels)));
        }
        matcher.apply(batch);
        for (String text :
                List.of("alpha == \"beta\" && has(none)", "alpha == \"beta\" && has(few)", "alpha == \"beta\"")) {
            Selector selector = Selector.of(text);
            Samples samples = new Samples();
            int selected = 0;
            for (int i = 0; i < NEW_SELECTORS; i++) {
                long begun = System.nanoTime();
                int number = matcher.ask(selector);
                selected = matcher.selectedBy(number).getCardinality();
                samples.add(System.nanoTime() - begun);
                matcher.release(number);
            }
            System.out.printf(
                    "L6: new selector over %,d endpoints that selects %,d: first %.3f ms; %s%n",
                    endpoints, selected, samples.firstMillis(), samples.summary());
        }
    }

    private static Compilation compile(List<Resource> resources, List<ShardDelta> deltas) {
        Compilation compilation = new Compilation(SHARDS);
        compilation.own(allShards());
        List<ResourceDelta> batch = new ArrayList<>(resources.size());
        for (Resource resource : resources) {
            batch.add(new ResourceDelta.Put(resource));
        }
        deltas.addAll(compilation.apply(batch));
        return compilation;
    }

    private static Set<Integer> allShards() {
        return IntStream.range(0, SHARDS).boxed().collect(Collectors.toSet());
    }

    private static Map<String, Integer> counts(List<ShardDelta> deltas) {
        Map<String, Integer> counts = new TreeMap<>();
        for (ShardDelta delta : deltas) {
            for (ShardRecord record : delta.puts()) {
                counts.merge(record.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static WorkloadEndpoint endpoint(int number, Map<String, String> labels) {
        return new WorkloadEndpoint(
                "host",
                "orchestrator",
                "workload-" + number,
                "eth0",
                null,
                labels,
                List.of(Cidr.of("10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256)),
                List.of(),
                null,
                null,
                List.of(),
                "cali" + number,
                null,
                List.of());
    }

    private static Policy policy(int number, String selector) {
        return new Policy(
                "policy-" + number,
                Map.of(),
                Tier.DEFAULT,
                null,
                Selector.of(selector),
                List.of(),
                List.of(),
                Set.of(Direction.INGRESS),
                false,
                false,
                false);
    }
}
