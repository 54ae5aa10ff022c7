package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.host.Host;
import io.ringfence.calicoctl.host.HostException;
import io.ringfence.calicoctl.words.ContainerRequest;
import io.ringfence.calicoctl.words.ContainerWords;
import io.ringfence.link.LinkException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code container}: containers of this machine on the network, by words in a fixed order. */
public final class ContainerCommand implements Command {
    private final Session session;

    public ContainerCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Puts containers of this machine on the network, by hand. Needs root.",
                        "A container without profiles sends and receives nothing.")
                .customSynopsis(
                        "calicoctl container <CONTAINER> ip (add|remove) <IP> [--interface=<INTERFACE>]",
                        "       calicoctl container <CONTAINER> endpoint show",
                        "       calicoctl container <CONTAINER> profile (append|remove|set)",
                        "                           [<PROFILES>...]",
                        "       calicoctl container add <CONTAINER> <IP> [--interface=<INTERFACE>]",
                        "       calicoctl container remove <CONTAINER>",
                        "",
                        "CONTAINER: name or identifier of a Docker container, or name or path of a",
                        "           namespace of ip netns",
                        "IP:        an address, ipv4, ipv6, or the CIDR of a pool to take one from",
                        "")
                .sortOptions(false);
        Words.describe(spec);
        Words.option(spec, "--interface", "<INTERFACE>", "Interface in the container. Default: eth1.");
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl container add web 192.168.0.1",
                "calicoctl container add web ipv4 --interface=eth1",
                "calicoctl container web profile set WEB",
                "calicoctl container remove web");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        return Words.run(
                session,
                words,
                ContainerWords.parse(Words.plain(words), words.matchedOptionValue("--interface", null)),
                (ContainerRequest request) -> run(request, ApiOptions.of(words)));
    }

    private int run(ContainerRequest request, ApiOptions api) {
        Host host = new Host(session.terminal().environment());
        try {
            if (!host.isRoot()) {
                session.complain("This command must be run as root.");
                return ExitStatus.USAGE;
            }
            return new ContainerActions(session, session.gateway(api), host).run(request);
        } catch (HostException | LinkException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }
}
