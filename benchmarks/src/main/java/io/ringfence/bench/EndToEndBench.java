package io.ringfence.bench;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Deployment;
import io.ringfence.e2e.deploy.Deployments;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Netns;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.testkit.Criteria;
import io.ringfence.testkit.Given;
import io.ringfence.testkit.PolicyBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Workload E1: a host with 50 endpoints, each service a process, real etcd, Kafka and iptables-nft. From the answer to a write until the
 * kernel has it: a rule as {@code nft monitor} sees it, a member of a set as {@code ipset test} does. Arguments: numbers of policies, by
 * default 200 and 2000.
 */
public final class EndToEndBench {
    private static final int ENDPOINTS = 50;
    private static final int RULES_PER_POLICY = 11;
    private static final int SAMPLES = 200;
    private static final int SAMPLES_OF_MANY = 100;
    private static final int WARM_UP = 30;
    private static final int BATCH = 200;
    private static final int FIRST_PORT = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long SIGHT_LIMIT_SECONDS = 20;

    private EndToEndBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("E1: from the write's answer to the kernel; " + Machine.describe());
        for (String policies : arguments.length == 0 ? new String[] {"200", "2000"} : arguments) {
            run(Integer.parseInt(policies));
        }
        System.exit(0);
    }

    private static void run(int policies) throws IOException, InterruptedException {
        try (Network network = Network.of(1, 0);
                Deployment deployment = Deployments.distributed(network.hosts(), Backend.NFT);
                GatewayClient gateway = new GatewayClient(deployment.api())) {
            Host host = network.hosts().getFirst();
            fill(gateway, policies);
            int samples = policies > 1000 ? SAMPLES_OF_MANY : SAMPLES;
            long rules = host.netns()
                    .exec("iptables-save")
                    .lines()
                    .filter(line -> line.startsWith("-A"))
                    .count();
            System.out.println(
                    ENDPOINTS + " endpoints, " + policies + " policies, " + rules + " IPv4 rules in the kernel");
            report("rule", rule(gateway, host.netns(), policies, samples));
            report("member", member(gateway, host.netns(), samples));
        }
    }

    private static void report(String what, Samples samples) {
        System.out.println("  " + what + ": " + samples.summary());
        System.out.println("  " + what + ", raw in ms: " + samples.raw());
    }

    private static void fill(GatewayClient gateway, int policies) {
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < ENDPOINTS; i++) {
            resources.add(endpoint("host-1", i));
        }
        for (int i = 0; i < policies; i++) {
            resources.add(policy(i, 0));
        }
        Revision revision = Revision.NONE;
        for (int i = 0; i < resources.size(); i += BATCH) {
            revision = gateway.change(resources.subList(i, Math.min(resources.size(), i + BATCH)), List.of());
        }
        gateway.awaitRealized(revision, 1, LIMIT);
    }

    private static WorkloadEndpoint endpoint(String host, int number) {
        return Given.workload(host, "w" + number)
                .labelled("group", "g" + number % 10)
                .labelled("all", "yes")
                .at("10.66." + number / 250 + "." + (number % 250 + 1))
                .build();
    }

    /** Active on every endpoint; its ports tell one change from the next. */
    private static Policy policy(int number, int change) {
        PolicyBuilder policy = Given.policy("b" + number).order(number).selects("all == 'yes'");
        for (int rule = 0; rule < RULES_PER_POLICY; rule++) {
            int port = rule == 0 ? FIRST_PORT + change : rule;
            policy.allow(Criteria.tcp(port), Criteria.from("group == 'g" + number % 10 + "'"));
        }
        return policy.build();
    }

    /** A rule of one of the policies changes; the monitor shows a rule added to that policy's chain. */
    private static Samples rule(GatewayClient gateway, Netns netns, int policies, int count)
            throws IOException, InterruptedException {
        BlockingQueue<Sight> seen = new LinkedBlockingQueue<>();
        // Line by line: into a pipe it would wait until a block is full.
        Process monitor = new ProcessBuilder(netns.inside("stdbuf", "-oL", "nft", "monitor", "rules"))
                .redirectErrorStream(true)
                .start();
        // Ends with the monitor; closing the reader under it would wait for a line that never comes.
        Thread.ofPlatform()
                .daemon()
                .start(() ->
                        monitor.inputReader().lines().forEach(line -> seen.add(new Sight(line, System.nanoTime()))));
        try {
            awaitMonitor(netns, seen);
            Samples samples = new Samples();
            for (int i = 1; i <= WARM_UP + count; i++) {
                int number = i * 7 % policies;
                Pattern added = Pattern.compile("add rule ip filter \\S*-b" + number + " .*");
                Revision revision = gateway.change(List.of(policy(number, i)), List.of());
                long answered = System.nanoTime();
                long when = await(seen, added);
                if (i > WARM_UP) {
                    samples.add(Math.max(0, when - answered));
                }
                gateway.awaitRealized(revision, 1, LIMIT);
                seen.clear();
            }
            return samples;
        } finally {
            monitor.destroy();
        }
    }

    /** The monitor does not say when it has begun to listen; so a table of ours, which filters nothing, gets rules until one is seen. */
    private static void awaitMonitor(Netns netns, BlockingQueue<Sight> seen) throws InterruptedException {
        netns.exec("nft", "add table ip bench; add chain ip bench seen");
        // It reads all tables first, and begins anew when one changes meanwhile; so it is left alone between the rules.
        long limit = System.nanoTime() + LIMIT.toNanos();
        do {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("nft monitor shows nothing");
            }
            netns.exec("nft", "add rule ip bench seen continue");
        } while (seen.poll(5, TimeUnit.SECONDS) == null);
        netns.exec("nft", "delete table ip bench");
        seen.clear();
    }

    private record Sight(String line, long nanos) {}

    private static long await(BlockingQueue<Sight> seen, Pattern pattern) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        while (true) {
            Sight sight = seen.poll(SIGHT_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (sight == null) {
                throw new IllegalStateException("the kernel never showed " + pattern + " but " + passed);
            }
            if (pattern.matcher(sight.line()).find()) {
                return sight.nanos();
            }
            passed.add(sight.line());
        }
    }

    /** An endpoint of another host appears; the sets of its group get a member. */
    private static Samples member(GatewayClient gateway, Netns netns, int count)
            throws IOException, InterruptedException {
        Samples samples = new Samples();
        int first = 1000;
        Revision revision = gateway.change(List.of(endpoint("host-2", first)), List.of());
        gateway.awaitRealized(revision, 1, LIMIT);
        String set = setWith(netns, address(first));
        for (int i = 1; i <= WARM_UP + count; i++) {
            // Every tenth number is of the same group.
            WorkloadEndpoint endpoint = endpoint("host-2", first + 10 * i);
            String address = address(first + 10 * i);
            gateway.change(List.of(endpoint), List.of());
            long answered = System.nanoTime();
            long when = awaitMember(netns, set, address);
            if (i > WARM_UP) {
                samples.add(Math.max(0, when - answered));
            }
        }
        return samples;
    }

    private static String address(int number) {
        return endpoint("host-2", number).ipNetworks().stream()
                .map(Cidr::address)
                .findFirst()
                .orElseThrow();
    }

    private static String setWith(Netns netns, String address) {
        Matcher added = Pattern.compile("^add (\\S+) " + Pattern.quote(address) + "(/32)?$", Pattern.MULTILINE)
                .matcher(netns.exec("ipset", "save"));
        if (!added.find()) {
            throw new IllegalStateException("no set has the member " + address);
        }
        return added.group(1);
    }

    private static long awaitMember(Netns netns, String set, String address) throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SIGHT_LIMIT_SECONDS);
        while (true) {
            Process test = new ProcessBuilder(netns.inside("ipset", "-q", "test", set, address))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (test.waitFor() == 0) {
                return System.nanoTime();
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(address + " never came into " + set);
            }
        }
    }
}
