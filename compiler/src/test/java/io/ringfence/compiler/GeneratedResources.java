package io.ringfence.compiler;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.EndpointPort;
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
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Random resources from a small world: few names, labels, values and addresses, so that they meet, overlap, shadow and miss each other
 * all the time.
 */
final class GeneratedResources {
    private static final List<String> LABELS = List.of("role", "env", "team", "tag-a", "tag-b");
    private static final List<String> VALUES = List.of("", "a", "b", "ab");
    private static final List<Action> ACTIONS = List.of(Action.values());

    private final Random random;

    /** How large the network sets may grow; above 256 sets have several buckets. */
    private final int largestNetworkSet;

    GeneratedResources(Random random, int largestNetworkSet) {
        this.random = random;
        this.largestNetworkSet = largestNetworkSet;
    }

    /** A put of a random resource or a removal of a random key, which may not exist. */
    ResourceDelta delta() {
        ResourceDelta.Put put = new ResourceDelta.Put(resource());
        return random.nextInt(4) == 0 ? new ResourceDelta.Remove(put.key()) : put;
    }

    Resource resource() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> workload();
            case 4, 5, 6 -> policy();
            case 7, 8 -> profile();
            case 9 -> new HostEndpoint(host(), pick("eth", 2), labels(), "eth0", addresses(3), profiles(), ports());
            case 10 -> new NetworkSet(pick("set", 3), labels(), addresses(largestNetworkSet));
            default ->
                new Tier(
                        pick("tier", 2),
                        maybe((double) random.nextInt(3)),
                        random.nextBoolean() ? Action.DENY : Action.PASS);
        };
    }

    private WorkloadEndpoint workload() {
        return new WorkloadEndpoint(
                host(),
                "docker",
                pick("workload", 3),
                "eth/0",
                null,
                labels(),
                addresses(3),
                List.of(),
                null,
                null,
                profiles(),
                pick("cali", 4),
                null,
                ports());
    }

    private Policy policy() {
        EnumSet<Direction> types = EnumSet.of(random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS);
        if (random.nextInt(3) == 0) {
            types = EnumSet.allOf(Direction.class);
        }
        boolean doNotTrack = random.nextInt(12) == 0;
        return new Policy(
                pick("policy", 6),
                Map.of(),
                random.nextBoolean() ? Tier.DEFAULT : pick("tier", 3),
                maybe(random.nextInt(3) - 1.0),
                selector(),
                rules(),
                rules(),
                types,
                doNotTrack,
                !doNotTrack && random.nextInt(12) == 0,
                false);
    }

    private Profile profile() {
        List<String> tags = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            tags.add(pickOf(LABELS));
        }
        return new Profile(pick("profile", 4), tags, labels(), rules(), rules());
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        while (random.nextInt(2) == 0) {
            rules.add(new Rule(
                    pickOf(ACTIONS),
                    null,
                    random.nextBoolean() ? Protocol.TCP : null,
                    null,
                    null,
                    null,
                    side(),
                    random.nextInt(3) == 0 ? side() : EntityRule.ANY));
        }
        return rules;
    }

    private EntityRule side() {
        return new EntityRule(
                random.nextInt(3) == 0 ? pickOf(LABELS) : null,
                random.nextInt(3) == 0 ? List.of(Cidr.of("10.0.0.0/8")) : List.of(),
                random.nextInt(2) == 0 ? selector() : null,
                random.nextInt(2) == 0 ? rulePorts() : List.of(),
                random.nextInt(6) == 0 ? pickOf(LABELS) : null,
                List.of(),
                random.nextInt(6) == 0 ? selector() : null,
                random.nextInt(6) == 0 ? rulePorts() : List.of());
    }

    private List<Port> rulePorts() {
        return List.<Port>of(PortRange.of(80), new PortName(pick("port", 3)), new PortName(pick("port", 3)))
                .subList(random.nextInt(2), 1 + random.nextInt(3));
    }

    private List<EndpointPort> ports() {
        List<EndpointPort> ports = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            Protocol protocol = random.nextInt(3) == 0 ? Protocol.UDP : Protocol.TCP;
            ports.add(new EndpointPort(new PortName(pick("port", 3)), protocol, 80 + random.nextInt(3)));
        }
        return ports;
    }

    Selector selector() {
        return Selector.of(expression(3));
    }

    private String expression(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            String operator = random.nextBoolean() ? " && " : " || ";
            String both = "(" + expression(depth - 1) + operator + expression(depth - 1) + ")";
            return random.nextInt(3) == 0 ? "!" + both : both;
        }
        String label = pickOf(LABELS);
        String value = "\"" + pickOf(VALUES) + "\"";
        return switch (random.nextInt(11)) {
            case 0 -> "all()";
            case 1 -> "has(" + label + ")";
            case 2 -> "!has(" + label + ")";
            case 3 -> label + " != " + value;
            case 4 -> label + " in {" + value + ", \"b\"}";
            case 5 -> label + " not in {" + value + ", \"b\"}";
            case 6 -> label + " contains " + value;
            case 7 -> label + " starts with " + value;
            case 8 -> label + " ends with " + value;
            default -> label + " == " + value;
        };
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        while (random.nextInt(3) > 0 && labels.size() < 4) {
            labels.put(pickOf(LABELS), pickOf(VALUES));
        }
        return labels;
    }

    private List<Cidr> addresses(int most) {
        List<Cidr> addresses = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(most * 4);
            addresses.add(
                    random.nextInt(3) == 0
                            ? Cidr.of("fd00::" + Integer.toHexString(number))
                            : Cidr.of("10.1." + number / 200 + "." + number % 200));
        }
        return addresses;
    }

    private List<String> profiles() {
        List<String> profiles = new ArrayList<>();
        while (random.nextInt(3) == 0 && profiles.size() < 3) {
            profiles.add(pick("profile", 5));
        }
        return profiles;
    }

    private String host() {
        return pick("host", 4);
    }

    private String pick(String prefix, int count) {
        return prefix + "-" + random.nextInt(count);
    }

    private <T> T pickOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private @Nullable Double maybe(double value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    /** What a batch leaves of a state. */
    static void apply(Iterable<ResourceDelta> batch, Map<ResourceKey, Resource> state) {
        for (ResourceDelta delta : batch) {
            switch (delta) {
                case ResourceDelta.Put(ResourceKey key, Resource resource) -> state.put(key, resource);
                case ResourceDelta.Remove(ResourceKey key) -> state.remove(key);
            }
        }
    }
}
