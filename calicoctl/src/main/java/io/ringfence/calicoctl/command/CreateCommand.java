package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.write.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Creates the resources of a file. None of them may exist.", sortOptions = false)
public final class CreateCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "<FILENAME>",
            required = true,
            description = "YAML or JSON file; - is standard input.")
    String file = "";

    @Option(
            names = {"-s", "--skip-exists"},
            description = "Pass over resources that exist already; they count as created.")
    boolean skipExists;

    @Option(
            names = "--no-atomic",
            description =
                    "Write in several transactions, for files above the store's limit; stops at the first failure.")
    boolean noAtomic;

    @Mixin
    ApiOptions api = new ApiOptions();

    public CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new FileWrite(session, Operation.CREATE, skipExists).run(file, api, !noAtomic);
    }
}
