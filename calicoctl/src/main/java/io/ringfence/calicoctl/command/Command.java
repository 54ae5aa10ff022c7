package io.ringfence.calicoctl.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * One command: what words it takes, and what it does with them. The words are described by calls and not by annotations, because
 * reading annotations costs as much as the whole rest of a start.
 */
public interface Command {
    /** Options, parameters and texts; without a name. */
    CommandSpec spec();

    /**
     * Does it; returns the exit status. Throws {@link CommandException} or {@link io.ringfence.calicoctl.api.GatewayException} when it
     * fails, picocli's {@code ParameterException} when the words fit the spec and yet no form of the command.
     */
    int run(ParseResult words);
}
