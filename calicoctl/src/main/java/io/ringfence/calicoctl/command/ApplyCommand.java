package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.write.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "apply", description = "Creates or replaces the resources of a file.", sortOptions = false)
public final class ApplyCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "<FILENAME>",
            required = true,
            description = "YAML or JSON file; - is standard input.")
    String file = "";

    @Option(
            names = "--no-atomic",
            description =
                    "Write in several transactions, for files above the store's limit; stops at the first failure.")
    boolean noAtomic;

    @Mixin
    ApiOptions api = new ApiOptions();

    public ApplyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new FileWrite(session, Operation.APPLY, false).run(file, api, !noAtomic);
    }
}
