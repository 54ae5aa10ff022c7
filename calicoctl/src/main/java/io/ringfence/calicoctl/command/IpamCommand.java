package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.IpamRequest;
import io.ringfence.calicoctl.words.IpamWords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ipam}: who has an address, and giving it back by hand. */
public final class IpamCommand implements Command {
    private final Session session;

    public IpamCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Shows to whom an address is assigned, or releases one that no endpoint has any more.",
                        "Host agents release addresses themselves; by hand it is for those of hosts that are gone.")
                .customSynopsis("calicoctl ipam show --ip=<IP>", "       calicoctl ipam release --ip=<IP>", "")
                .sortOptions(false);
        Words.describe(spec);
        spec.addOption(OptionSpec.builder("--ip")
                .paramLabel("<IP>")
                .type(String.class)
                .required(true)
                .description("The address.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(spec, "calicoctl ipam show --ip=192.168.0.1", "calicoctl ipam release --ip=192.168.0.1");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        return Words.run(
                session,
                words,
                IpamWords.parse(Words.plain(words), words.matchedOptionValue("--ip", "")),
                (IpamRequest request) -> new IpamActions(session, session.gateway(ApiOptions.of(words))).run(request));
    }
}
