package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.HostReport;
import io.ringfence.calicoctl.table.GridTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code node status}: what the hosts' agents say of themselves. */
public final class NodeCommand implements Command {
    private final Session session;

    public NodeCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Shows the agents of all hosts, or of one: whether they run, and which revision they enforce.",
                        "Fails when none of them runs.")
                .customSynopsis("calicoctl node status [--node=<NODE>]", "")
                .sortOptions(false);
        Words.describe(spec);
        Words.option(spec, "--node", "<NODE>", "Only this host.");
        ApiOptions.describe(spec);
        Examples.in(spec, "calicoctl node status", "calicoctl node status --node=host-1");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        if (!Words.plain(words).equals(List.of("status"))) {
            throw new ParameterException(words.commandSpec().commandLine(), "These words are no node command.");
        }
        return status(hosts(ApiOptions.of(words), words.matchedOptionValue("--node", null)));
    }

    private List<HostReport> hosts(ApiOptions api, @Nullable String node) {
        return switch (session.gateway(api).hosts()) {
            case Answer.Done<List<HostReport>>(List<HostReport> hosts) ->
                hosts.stream()
                        .filter(host -> node == null || host.host().equals(node))
                        .toList();
            case Answer.Refused<List<HostReport>> refused ->
                throw new CommandException("Failed to read the hosts: " + refused.message());
        };
    }

    private int status(List<HostReport> hosts) {
        boolean running = hosts.stream().anyMatch(HostReport::live);
        if (running) {
            session.say("Calico process is running.");
        } else {
            session.complain("Calico process is not running.");
        }
        if (!hosts.isEmpty()) {
            session.print("\nHost agents\n" + table(hosts) + "\n");
        }
        return running ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static GridTable table(List<HostReport> hosts) {
        GridTable table = new GridTable("HOST", "STATE", "REVISION", "ENDPOINTS", "LAST HEARD", "INFO");
        for (HostReport host : hosts) {
            table.add(
                    host.host(),
                    state(host),
                    Long.toString(host.realized()),
                    Integer.toString(host.endpoints()),
                    host.heardAt(),
                    info(host));
        }
        return table;
    }

    /** An agent that was lost had no time to say so. */
    private static String state(HostReport host) {
        return host.live() || host.state().equals("stopped") ? host.state() : "lost";
    }

    private static String info(HostReport host) {
        String closed = host.notProgrammed() == 0 ? "" : host.notProgrammed() + " not programmed";
        String faults = String.join("; ", host.faults()).replace('\n', ' ');
        return closed.isEmpty() || faults.isEmpty() ? closed + faults : closed + "; " + faults;
    }
}
