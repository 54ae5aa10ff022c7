package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.AccessChoice;
import io.ringfence.calicoctl.api.ApiLocation;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Patience;
import java.util.function.Consumer;

/** What all commands of one run share. Owner: the thread of the run. */
public final class Session {
    private final Terminal terminal;
    private boolean verbose;
    private AccessChoice beforeCommand = AccessChoice.NOTHING;

    public Session(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From now on each request is told on standard error. */
    public void beVerbose() {
        verbose = true;
    }

    /** What was said of the gateway before the command; what is said behind it counts more. */
    public void start(ApiOptions options) {
        beforeCommand = options.choice();
    }

    /** Whether requests, and the traces of bugs, are told. */
    public boolean isVerbose() {
        return verbose;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Throws {@link io.ringfence.calicoctl.api.GatewayException} when its address cannot be told. */
    Gateway gateway(ApiOptions options) {
        return gateway(options.choice(), Patience.USUAL);
    }

    /** As above, with limits of its own. */
    Gateway gateway(AccessChoice choice, Patience patience) {
        Consumer<String> trace = verbose ? terminal.err()::println : line -> {};
        return new Gateway(ApiLocation.find(choice.or(beforeCommand), terminal.environment()), patience, trace);
    }

    void print(String text) {
        terminal.out().print(text);
    }

    /** Shows a message as a line; an empty one shows nothing. */
    void say(String message) {
        if (!message.isEmpty()) {
            terminal.out().println(message);
        }
    }

    /** Shows what was said so far, before something that takes its time: outputs are buffered, and whoever ends the program loses that. */
    void flush() {
        terminal.out().flush();
        terminal.err().flush();
    }

    void complain(String message) {
        terminal.err().println(message);
    }
}
