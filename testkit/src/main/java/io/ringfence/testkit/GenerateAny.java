package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Valid resources of every kind with every field in use, for what stores, sends or prints them. */
public final class GenerateAny {
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "yes",
            "y",
            "0x1f",
            "0o7",
            "1_000",
            "+1",
            ".5",
            "=",
            "012",
            "1e3",
            "null",
            "~",
            "2001-01-01",
            "12:30:45",
            "- a",
            "a: b",
            "a #b",
            "'",
            "\"",
            "\\",
            "two\nlines\n",
            "\ttab",
            "\r\n",
            "nul \u0000 and \u0007",
            "\u0085\u2028\ufeff",
            "\ud83d\ude00 \u00e9t\u00e9",
            "%@`{}[],&*!|>?",
            "--- ",
            "<<",
            "a very long line of text that an emitter would like to fold because it is much longer than eighty characters");

    private GenerateAny() {}

    public static Resource resource(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> pool(random);
            case 1 -> node(random);
            case 2 -> workload(random);
            case 3 -> policy(random);
            case 4 -> block(random);
            default -> Generate.resource(random);
        };
    }

    private static IpPool pool(Random random) {
        boolean v6 = random.nextBoolean();
        String block = v6 ? "fd00:" + random.nextInt(9) + "::/64" : "10." + random.nextInt(9) + ".0.0/16";
        return new IpPool(
                Cidr.of(block),
                !v6 && random.nextBoolean(),
                Generate.pick(random, List.of(IpPool.IpipMode.values())),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static IpamBlock block(Random random) {
        String cidr = random.nextBoolean() ? "10.0.0." + 64 * random.nextInt(4) + "/26" : "fd00::1:40/122";
        IpamBlock block = new IpamBlock(
                Cidr.of(cidr), random.nextBoolean() ? null : Generate.pick(random, Generate.HOSTS), List.of());
        for (int i = random.nextInt(4); i > 0; i--) {
            block = block.with(new IpamBlock.Allocation(
                    random.nextInt(IpamBlock.SIZE),
                    Generate.pick(random, Generate.HOSTS),
                    "docker",
                    "handle-" + i,
                    Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L))));
        }
        return block;
    }

    private static Node node(Random random) {
        Node.Bgp bgp = random.nextBoolean()
                ? null
                : new Node.Bgp(
                        random.nextBoolean() ? null : 1 + random.nextLong(4_294_967_295L),
                        random.nextBoolean() ? "10.0.0.1/24" : "10.0.0.1",
                        random.nextBoolean() ? null : "fd00::1/64");
        List<Node.OrchRef> refs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            refs.add(new Node.OrchRef("k8s", random.nextBoolean() ? null : "node-" + i));
        }
        return new Node(Generate.pick(random, Generate.HOSTS), bgp, refs);
    }

    private static WorkloadEndpoint workload(Random random) {
        WorkloadEndpoint plain = Generate.workload(random);
        List<WorkloadEndpoint.IpNat> nats = new ArrayList<>();
        for (Cidr address : plain.ipNetworks()) {
            String external = address.version() == IpVersion.V4 ? "203.0.113.9" : "2001:db8:9::9";
            nats.add(new WorkloadEndpoint.IpNat(address, Cidr.of(external)));
        }
        return new WorkloadEndpoint(
                plain.node(),
                random.nextBoolean() ? "docker" : "a/b",
                "work/" + plain.workload(),
                "eth_0",
                random.nextBoolean() ? null : "instance-7",
                plain.labels(),
                plain.ipNetworks(),
                nats,
                random.nextBoolean() ? null : Cidr.of("169.254.1.1"),
                random.nextBoolean() ? null : Cidr.of("fe80::1"),
                plain.profiles(),
                plain.interfaceName(),
                random.nextBoolean() ? null : "ee:EE:ee:ee:ee:01",
                plain.ports());
    }

    private static Policy policy(Random random) {
        Policy plain = Generate.policy(random);
        Map<String, String> annotations = new HashMap<>(plain.annotations());
        for (int i = random.nextInt(4); i > 0; i--) {
            annotations.put(Generate.pick(random, ODD_TEXTS), Generate.pick(random, ODD_TEXTS));
        }
        Double order = Generate.pick(random, List.of(-1e300, -0.0, 0.1, 1e15, 1e16, 123456789.25, 4.9e-324));
        return new Policy(
                plain.name(),
                annotations,
                plain.tier(),
                order,
                plain.selector(),
                plain.ingress(),
                plain.egress(),
                plain.types(),
                plain.doNotTrack(),
                plain.preDnat(),
                plain.applyOnForward());
    }
}
