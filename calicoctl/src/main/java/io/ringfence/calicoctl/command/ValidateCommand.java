package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.write.WriteTexts;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code validate}: whether files would be accepted, as far as that can be told without a server. */
public final class ValidateCommand implements Command {
    private final Session session;

    public ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Checks the resources of files, and asks no server. Tells what is wrong with every file.")
                .sortOptions(false);
        FileOptions.describe(spec, true);
        Examples.in(spec, "calicoctl validate -f policies.yaml", "calicoctl validate -R -f policies/");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        List<Given> good = FileOptions.of(words).read(session.terminal());
        session.say(WriteTexts.success(
                "validated", good.stream().map(given -> given.resource().kind()).toList()));
        return ExitStatus.DONE;
    }
}
