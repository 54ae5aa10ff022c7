package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.ConfigWords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code config}: what is true of Ringfence without being set, and the reason why all else cannot be. Asks no server. */
public final class ConfigCommand implements Command {
    private final Session session;

    public ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Settings that the original keeps for all nodes: logLevel, nodeToNodeMesh, asNumber, ipip.",
                        "Ringfence keeps none of them: nodeToNodeMesh and ipip are off, and all else is refused",
                        "with the reason.")
                .customSynopsis(
                        "calicoctl config set <NAME> <VALUE> [--raw=(bgp|felix)] [--node=<NODE>]",
                        "       calicoctl config unset <NAME> [--raw=(bgp|felix)] [--node=<NODE>]",
                        "       calicoctl config get <NAME> [--raw=(bgp|felix)] [--node=<NODE>]",
                        "")
                .sortOptions(false);
        Words.describe(spec);
        Words.option(spec, "--node", "<NODE>", "Node that the setting is of.");
        Words.option(spec, "--raw", "<COMPONENT>", "Component that the setting is of.");
        ApiOptions.describe(spec);
        Examples.in(spec, "calicoctl config get logLevel");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        ConfigWords.Answer answer = ConfigWords.answer(
                        Words.plain(words),
                        words.matchedOptionValue("--raw", null),
                        words.matchedOptionValue("--node", null))
                .orElseThrow(() -> new ParameterException(
                        words.commandSpec().commandLine(), "These words are no config command."));
        return switch (answer) {
            case ConfigWords.Fulfilled(String shown) -> {
                session.say(shown);
                yield ExitStatus.DONE;
            }
            case ConfigWords.Refused(String message) -> {
                session.complain(message);
                yield ExitStatus.FAILED;
            }
        };
    }
}
