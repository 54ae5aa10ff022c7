package io.ringfence.e2e.demo;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Deployment;
import io.ringfence.e2e.deploy.Deployments;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Network;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code [--distributed] [--backend auto|nft|legacy]}: exit status 0 when all went as expected, 1 when not, 2 for a wrong option. Run from
 * the project's root or a module. On any end, also by a signal, everything that it made is removed.
 */
public final class DemoMain {
    private static final Logger LOG = LoggerFactory.getLogger(DemoMain.class);
    public static final int HOSTS = 2;
    public static final int WORKLOADS_PER_HOST = 3;

    private DemoMain() {}

    public static void main(String[] args) {
        boolean distributed = false;
        Backend backend = Backend.AUTO;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--distributed" -> distributed = true;
                case "--backend" -> backend = Backend.valueOf(args[++i].toUpperCase(Locale.ROOT));
                default -> {
                    System.err.println("demo: unknown option " + args[i]);
                    System.exit(2);
                }
            }
        }
        boolean right = false;
        try {
            right = run(Terminal.standard(), distributed, backend);
        } catch (RuntimeException e) {
            LOG.error("the demo broke off", e);
        }
        System.exit(right ? 0 : 1);
    }

    /** Returns whether all steps went as expected. */
    static boolean run(Terminal terminal, boolean distributed, Backend backend) {
        terminal.line(
                "Two hosts with " + WORKLOADS_PER_HOST + " workloads each, as network namespaces of this machine");
        try (Network network = Network.of(HOSTS, WORKLOADS_PER_HOST)) {
            terminal.line(
                    distributed
                            ? "Starting etcd, Kafka and each service as a process of its own"
                            : "Starting Ringfence, all in this process");
            try (Deployment deployment = distributed
                            ? Deployments.distributed(network.hosts(), backend)
                            : Deployments.standalone(network.hosts(), backend);
                    GatewayClient gateway = new GatewayClient(deployment.api())) {
                return play(terminal, network, gateway, deployment.api());
            }
        }
    }

    /**
     * Plays all steps on a deployment that runs already.
     *
     * @param network of {@value HOSTS} hosts with {@value WORKLOADS_PER_HOST} workloads each
     * @return whether all went as expected
     */
    public static boolean play(PrintStream out, Network network, URI api) {
        try (GatewayClient gateway = new GatewayClient(api)) {
            return play(new Terminal(out, false), network, gateway, api);
        }
    }

    private static boolean play(Terminal terminal, Network network, GatewayClient gateway, URI api) {
        try (Shell shell = new Shell(calicoctl(), api)) {
            return new Demo(terminal, network, gateway, shell).play(Steps.all());
        }
    }

    /** The launcher in this folder's project, also when this folder is one of its modules. */
    private static Path calicoctl() {
        Path launcher = Path.of("bin", "calicoctl").toAbsolutePath();
        return Files.isExecutable(launcher)
                ? launcher
                : Path.of("..", "bin", "calicoctl").toAbsolutePath().normalize();
    }
}
