package io.ringfence.calicoctl;

import io.ringfence.calicoctl.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the program in this process, and what came of it. */
record Run(int status, String out, String err) {

    static Run of(String api, byte[] input, List<String> args) {
        return in(Map.of("RINGFENCE_API", api), input, args, false);
    }

    /** Where a person reads both outputs. */
    static Run withPeople(String api, byte[] input, List<String> args) {
        return in(Map.of("RINGFENCE_API", api), input, args, true);
    }

    static Run in(Map<String, String> environment, String... args) {
        return in(environment, new byte[0], List.of(args), false);
    }

    static Run in(Map<String, String> environment, byte[] input, List<String> args, boolean people) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                environment,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal.People(people, people));
        int status = Calicoctl.run(args.toArray(String[]::new), terminal);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Run of(String api, String... args) {
        return of(api, new byte[0], List.of(args));
    }
}
