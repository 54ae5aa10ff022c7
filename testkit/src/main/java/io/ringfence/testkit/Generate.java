package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random but valid resources from a small universe of names, labels, addresses and ports, so that selectors hit and miss, keys recur,
 * and a resource made later often replaces one made before. Both families, negations, several tiers, passes, endpoints without profile
 * and profiles that do not exist all occur.
 */
public final class Generate {
    static final List<String> HOSTS = List.of("host-1", "host-2", "host-3");
    private static final List<String> PROFILES = List.of("web", "db", "dev/ops", "empty");
    /** Named by endpoints, never made. */
    private static final String MISSING_PROFILE = "missing";

    private static final List<String> TIERS = List.of("security", "platform", Tier.DEFAULT);
    private static final int WORKLOADS = 12;
    private static final int POLICIES = 10;
    private static final int SETS = 3;

    private Generate() {}

    /** About twenty resources with different keys. */
    public static List<Resource> world(Random random) {
        Map<ResourceKey, Resource> world = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            Resource resource = resource(random);
            world.put(resource.key(), resource);
        }
        return List.copyOf(world.values());
    }

    /** One resource that has an effect on policy, of any kind; half of them are endpoints. */
    public static Resource resource(Random random) {
        int choice = random.nextInt(20);
        if (choice < 9) {
            return workload(random);
        }
        if (choice < 12) {
            return policy(random);
        }
        return switch (choice) {
            case 12, 13, 14, 15, 16 -> profile(random);
            case 17 -> networkSet(random);
            case 18 -> hostEndpoint(random);
            default -> tier(random);
        };
    }

    public static WorkloadEndpoint workload(Random random) {
        int number = random.nextInt(WORKLOADS);
        // The host follows from the number, so that a workload made twice has one key.
        WorkloadBuilder workload = Given.workload(HOSTS.get(number % HOSTS.size()), "w" + number);
        GenerateLabels.labels(random).forEach(workload::labelled);
        if (random.nextInt(8) > 0) {
            workload.at(GenerateNet.workloadAddress(IpVersion.V4, number));
        }
        if (random.nextInt(3) > 0) {
            workload.at(GenerateNet.workloadAddress(IpVersion.V6, number));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            workload.port(
                    pick(random, GenerateNet.PORT_NAMES),
                    pick(random, GenerateNet.WITH_PORTS),
                    pick(random, GenerateNet.PORTS));
        }
        return workload.profiles(profileNames(random)).build();
    }

    public static HostEndpoint hostEndpoint(Random random) {
        int number = random.nextInt(HOSTS.size());
        HostEndpointBuilder endpoint =
                Given.hostEndpoint(HOSTS.get(number), "eth0").on("eth0");
        GenerateLabels.labels(random).forEach(endpoint::labelled);
        if (random.nextBoolean()) {
            endpoint.port(
                    pick(random, GenerateNet.PORT_NAMES),
                    pick(random, GenerateNet.WITH_PORTS),
                    pick(random, GenerateNet.PORTS));
        }
        return endpoint.at(GenerateNet.hostAddress(IpVersion.V4, number), GenerateNet.hostAddress(IpVersion.V6, number))
                .profiles(profileNames(random))
                .build();
    }

    public static NetworkSet networkSet(Random random) {
        List<Cidr> nets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            nets.add(GenerateNet.block(random, random.nextBoolean() ? IpVersion.V4 : IpVersion.V6));
        }
        return new NetworkSet("set-" + random.nextInt(SETS), GenerateLabels.labels(random), nets);
    }

    public static Tier tier(Random random) {
        Double order = random.nextInt(4) == 0 ? null : (double) random.nextInt(4) * 500_000;
        return new Tier(pick(random, TIERS), order, random.nextInt(3) == 0 ? Action.PASS : Action.DENY);
    }

    public static Profile profile(Random random) {
        Map<String, String> labels = new HashMap<>(GenerateLabels.labels(random));
        List<String> tags = new ArrayList<>();
        for (String tag : GenerateLabels.TAGS) {
            if (random.nextInt(3) == 0 && labels.getOrDefault(tag, "").isEmpty()) {
                tags.add(tag);
            }
        }
        return new Profile(pick(random, PROFILES), tags, labels, rules(random, 4), rules(random, 4));
    }

    /** Some are only for host endpoints: they must have no effect on workloads. */
    public static Policy policy(Random random) {
        PolicyBuilder policy = Given.policy("p" + random.nextInt(POLICIES))
                .selects(GenerateLabels.selector(random))
                .inTier(random.nextInt(3) == 0 ? pick(random, TIERS) : Tier.DEFAULT);
        if (random.nextInt(3) > 0) {
            policy.order(random.nextInt(4) - 1 + random.nextInt(2) * 0.5);
        }
        boolean preDnat = random.nextInt(15) == 0;
        policy.in(rules(random, 4).toArray(Rule[]::new));
        if (!preDnat) {
            policy.out(rules(random, 4).toArray(Rule[]::new));
            if (random.nextInt(4) == 0) {
                policy.governs(pick(random, List.of(Direction.values())));
            } else if (random.nextInt(4) == 0) {
                policy.governs(Direction.values());
            }
        }
        if (preDnat) {
            policy.preDnat();
        } else if (random.nextInt(15) == 0) {
            policy.untracked();
        } else if (random.nextInt(10) == 0) {
            policy.onForward();
        }
        if (random.nextInt(4) == 0) {
            policy.annotated("owner", "team " + random.nextInt(3));
        }
        return policy.build();
    }

    /** Valid rules, at most so many. Now and then the last one decides all that is left. */
    public static List<Rule> rules(Random random, int most) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            boolean whatIsLeft = i == 1 && random.nextInt(3) == 0;
            rules.add(whatIsLeft ? Rule.of(GenerateRule.action(random)) : GenerateRule.rule(random));
        }
        return rules;
    }

    private static String[] profileNames(Random random) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            names.add(random.nextInt(12) == 0 ? MISSING_PROFILE : pick(random, PROFILES));
        }
        return names.toArray(String[]::new);
    }

    static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
