package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "delete",
        description = "Deletes one resource by kind and identity, or those that a file names.",
        customSynopsis = {
            "calicoctl delete [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>] <KIND> <NAME> [--skip-not-exists]",
            "calicoctl delete --filename=<FILENAME> [--skip-not-exists]"
        },
        sortOptions = false)
public final class DeleteCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    IdentityOptions which = new IdentityOptions();

    @Option(
            names = {"-s", "--skip-not-exists"},
            description = "Pass over resources that do not exist; they count as deleted.")
    boolean skipNotExists;

    @Option(
            names = "--no-atomic",
            description =
                    "Write in several transactions, for files above the store's limit; stops at the first failure.")
    boolean noAtomic;

    @Mixin
    ApiOptions api = new ApiOptions();

    public DeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!which.fits()) {
            throw new ParameterException(spec.commandLine(), "Name either a kind or a file.");
        }
        return which.file == null
                ? one(which.identity("Failed to execute command: "))
                : new FileWrite(session, Operation.DELETE, skipNotExists).run(which.file, api, !noAtomic);
    }

    private int one(Identity identity) {
        List<Kind> kinds = List.of(identity.kind());
        ResourceKey key = identity.key()
                .orElseThrow(() -> new CommandException(WriteTexts.failure(
                        Operation.DELETE,
                        kinds,
                        "insufficient identifiers, missing '"
                                + identity.missing().orElseThrow() + "'")));
        if (session.gateway(api).delete(key) instanceof Answer.Refused<Boolean>(int status, String message)) {
            boolean absent = status == Answer.Refused.NOT_FOUND;
            if (!absent || !skipNotExists) {
                String error = absent ? "resource does not exist: " + key.identifier() : message;
                throw new CommandException(WriteTexts.failure(Operation.DELETE, kinds, error));
            }
        }
        session.say(WriteTexts.success(Operation.DELETE, kinds));
        return ExitStatus.DONE;
    }
}
