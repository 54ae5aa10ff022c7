package io.ringfence.calicoctl.command;

import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Begins the descriptions of commands. The parser's own factory looks for a class of Groovy's when it is first mentioned, through every
 * jar, which costs a fifth of a start; ours need lists alone.
 */
public final class Specs {
    private static final CommandLine.IFactory LISTS = new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> type) {
            // Of an option that may be given several times.
            return type.cast(new ArrayList<>());
        }
    };

    private Specs() {}

    /** A description without a name. */
    static CommandSpec fresh() {
        return CommandSpec.wrapWithoutInspection(null, LISTS);
    }

    /** A description with a name. */
    public static CommandSpec named(String name) {
        return fresh().name(name);
    }

    /** The parser of what is described. */
    public static CommandLine parser(CommandSpec spec) {
        return new CommandLine(spec, LISTS);
    }
}
