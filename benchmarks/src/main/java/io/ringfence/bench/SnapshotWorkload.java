package io.ringfence.bench;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * W1: a large cluster at once. Endpoints are spread evenly over hosts; each has five labels {@code one-in-K = value-i}, one of 29 markers
 * and one of 100 profiles that gives a label; policies select a marker and allow from five.
 */
final class SnapshotWorkload {
    static final int MARKERS = 29;
    static final int PROFILES = 100;
    private static final int[] ONE_IN = {10, 11, 20, 30, 40};
    private static final int RULES = 5;

    private final Random random;

    private SnapshotWorkload(long seed) {
        this.random = new Random(seed);
    }

    /** The resources, profiles first, as a decoder would give them: each value a string of its own. */
    static List<Resource> resources(long seed, int endpoints, int hosts, int policies) {
        SnapshotWorkload workload = new SnapshotWorkload(seed);
        List<Resource> resources = new ArrayList<>(endpoints + policies + PROFILES);
        for (int i = 0; i < PROFILES; i++) {
            resources.add(
                    new Profile("profile-" + i, List.of(), Map.of("profile-label-" + i, ""), List.of(), List.of()));
        }
        for (int i = 0; i < endpoints; i++) {
            resources.add(workload.endpoint(i, "host-" + i % hosts));
        }
        for (int i = 0; i < policies; i++) {
            resources.add(workload.policy(i));
        }
        return resources;
    }

    WorkloadEndpoint endpoint(int number, String host) {
        Map<String, String> labels = new HashMap<>();
        for (int k : ONE_IN) {
            labels.put("one-in-" + k, "value-" + random.nextInt(k));
        }
        labels.put(marker(random.nextInt(MARKERS)), "true");
        return new WorkloadEndpoint(
                host,
                "orchestrator",
                "workload-" + number,
                "eth0",
                null,
                labels,
                List.of(new Cidr(IpVersion.V4, 0, 0x0A000000L + number, 32)),
                List.of(),
                null,
                null,
                List.of("profile-" + random.nextInt(PROFILES)),
                "cali" + Integer.toHexString(number),
                null,
                List.of());
    }

    private Policy policy(int number) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(new Rule(Action.ALLOW, null, null, null, null, null, from(randomMarker()), EntityRule.ANY));
        }
        return new Policy(
                "policy-" + number,
                Map.of(),
                Tier.DEFAULT,
                (double) random.nextInt(1_000),
                randomMarker(),
                rules,
                List.of(),
                Set.of(Direction.INGRESS),
                false,
                false,
                false);
    }

    private Selector randomMarker() {
        return Selector.of("has(" + marker(random.nextInt(MARKERS)) + ")");
    }

    private static EntityRule from(Selector selector) {
        return new EntityRule(null, List.of(), selector, List.of(), null, List.of(), null, List.of());
    }

    private static String marker(int number) {
        return "marker-" + number;
    }
}
