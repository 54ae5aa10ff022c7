package io.ringfence.calicoctl.command;

import picocli.CommandLine.Model.CommandSpec;

/** What to type, at the end of a command's help. */
final class Examples {
    private Examples() {}

    static void in(CommandSpec spec, String... lines) {
        String[] footer = new String[lines.length + 2];
        footer[0] = "";
        footer[1] = "Examples:";
        for (int i = 0; i < lines.length; i++) {
            // A percent sign would begin a format.
            footer[i + 2] = "  " + lines[i].replace("%", "%%");
        }
        spec.usageMessage().footer(footer);
    }
}
