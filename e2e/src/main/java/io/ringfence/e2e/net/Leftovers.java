package io.ringfence.e2e.net;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that tell their owner, and removing what an owner that is gone left behind. */
public final class Leftovers {
    private static final Pattern NAME = Pattern.compile("^rf(\\d+)-\\w+", Pattern.MULTILINE);

    private Leftovers() {}

    /** A name for a namespace of this process. */
    public static String nameFor(String suffix) {
        return "rf" + ProcessHandle.current().pid() + "-" + suffix;
    }

    /** Removes the namespaces of processes that no longer run. */
    static void sweep() {
        Matcher names = NAME.matcher(Command.run("ip", "netns", "list"));
        while (names.find()) {
            long owner = Long.parseLong(names.group(1));
            if (ProcessHandle.of(owner).isEmpty()) {
                Netns.delete(names.group());
            }
        }
    }
}
