package io.ringfence.e2e.demo;

import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Network;
import io.ringfence.e2e.net.Workload;
import io.ringfence.e2e.probe.Attempt;
import io.ringfence.e2e.probe.Connections;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Plays the steps. */
final class Demo {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Any port of a client: no rule of the tutorials looks at it. */
    private static final int CLIENT_PORT = 40_000;

    private final Terminal terminal;
    private final Network network;
    private final GatewayClient gateway;
    private final Shell shell;

    Demo(Terminal terminal, Network network, GatewayClient gateway, Shell shell) {
        this.terminal = terminal;
        this.network = network;
        this.gateway = gateway;
        this.shell = shell;
    }

    /** Returns whether everything was as expected. */
    boolean play(List<Step> steps) {
        Set<Integer> ports = new TreeSet<>();
        steps.forEach(step -> ports.addAll(step.expectations().ports()));
        List<ResourceKey> present = List.of();
        int failed = 0;
        openGuests();
        try (Connections connections = new Connections(network.workloads(), ports)) {
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                terminal.line("");
                terminal.line(terminal.bold("Step " + (i + 1) + " of " + steps.size() + ": " + step.title()));
                present = bringOnStage(step, present);
                boolean outputsRight = type(step.transcript());
                awaitRealized();
                boolean connectionsRight = connect(step, connections);
                if (!outputsRight || !connectionsRight) {
                    failed++;
                }
            }
        }
        terminal.line("");
        terminal.line(
                failed == 0
                        ? terminal.good("All " + steps.size() + " steps went as expected.")
                        : terminal.bad(failed + " of " + steps.size() + " steps did not go as expected."));
        return failed == 0;
    }

    /** The tutorials speak of other workloads without saying what these allow: here everything, so that only the others' rules count. */
    private void openGuests() {
        Profile guests = new Profile(
                "guests", List.of(), Map.of(), List.of(Rule.of(Action.ALLOW)), List.of(Rule.of(Action.ALLOW)));
        gateway.change(List.of(guests), List.of());
    }

    private List<ResourceKey> bringOnStage(Step step, List<ResourceKey> present) {
        List<Resource> endpoints = new ArrayList<>();
        for (Workload workload : network.workloads()) {
            endpoints.add(Matrix.role(step, workload).endpointOf(workload));
        }
        List<ResourceKey> wanted = endpoints.stream().map(Resource::key).toList();
        gateway.change(
                endpoints, present.stream().filter(key -> !wanted.contains(key)).toList());
        return wanted;
    }

    private boolean type(Transcript transcript) {
        boolean right = true;
        for (Transcript.Entry entry : transcript.entries()) {
            switch (entry) {
                case Transcript.Remark remark -> terminal.line("  " + terminal.faint("# " + remark.text()));
                case Transcript.ShellCommand command -> right &= type(command);
            }
        }
        return right;
    }

    private boolean type(Transcript.ShellCommand command) {
        List<String> lines = command.text().lines().toList();
        terminal.line("  $ " + terminal.bold(lines.getFirst()));
        lines.stream().skip(1).forEach(line -> terminal.line("  > " + line));
        Command.Result result = shell.type(command.text());
        result.output().lines().forEach(line -> terminal.line("  " + line));
        if (result.output().equals(command.output()) && result.status() == command.status()) {
            return true;
        }
        terminal.line(terminal.bad("  That should have ended with status " + command.status() + " (it was "
                + result.status() + ") after:"));
        command.output().lines().forEach(line -> terminal.line(terminal.bad("  " + line)));
        return false;
    }

    private void awaitRealized() {
        long start = System.nanoTime();
        Revision revision = gateway.revision();
        gateway.awaitRealized(revision, network.hosts().size(), LIMIT);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        terminal.line("  "
                + terminal.faint("revision " + revision + " is in the kernels of all "
                        + network.hosts().size() + " hosts (waited " + millis + " ms)"));
    }

    private boolean connect(Step step, Connections connections) {
        List<Workload> workloads = network.workloads();
        Set<Attempt> expected = Matrix.expected(step, workloads);
        Matrix matrix = new Matrix(
                step, workloads, expected, connections.succeeded(Matrix.attempts(step, workloads), expected));
        matrix.print(terminal);
        Set<Attempt> reference = reference(step, Matrix.attempts(step, workloads));
        boolean agreed = reference.equals(expected);
        if (!agreed) {
            for (Attempt attempt : Matrix.attempts(step, workloads)) {
                if (reference.contains(attempt) != expected.contains(attempt)) {
                    terminal.line(terminal.bad("  The reference verdict differs from the table: " + attempt));
                }
            }
        }
        return agreed && matrix.surprises().isEmpty();
    }

    /** The attempts that the reference verdict allows, from what is stored now. */
    private Set<Attempt> reference(Step step, List<Attempt> attempts) {
        ReferenceVerdict verdict = new ReferenceVerdict(gateway.everything());
        Set<Attempt> allowed = new HashSet<>();
        for (Attempt attempt : attempts) {
            ResourceKey from =
                    Matrix.role(step, attempt.from()).endpointOf(attempt.from()).key();
            ResourceKey to =
                    Matrix.role(step, attempt.to()).endpointOf(attempt.to()).key();
            if (verdict.between(from, to, packet(attempt)).allowed()) {
                allowed.add(attempt);
            }
        }
        return allowed;
    }

    private static Packet packet(Attempt attempt) {
        String source = attempt.from().address(attempt.ipv6()).getHostAddress();
        String destination = attempt.to().address(attempt.ipv6()).getHostAddress();
        return switch (attempt.what()) {
            case Attempt.Tcp tcp -> Packet.tcp(source, CLIENT_PORT, destination, tcp.port());
            case Attempt.Ping _ -> Packet.icmp(source, destination, attempt.ipv6() ? 128 : 8, 0);
        };
    }
}
