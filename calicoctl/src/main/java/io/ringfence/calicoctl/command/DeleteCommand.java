package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code delete}: one resource by identity, or those of a file. */
public final class DeleteCommand implements Command {
    private final Session session;

    public DeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Deletes one resource by kind and identity, or those that a file names.")
                .customSynopsis(
                        "calicoctl delete [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>]",
                        "                        <KIND> <NAME> [--skip-not-exists]",
                        "       calicoctl delete --filename=<FILENAME> [--skip-not-exists]")
                .sortOptions(false);
        IdentityOptions.describe(spec);
        spec.addOption(OptionSpec.builder("-s", "--skip-not-exists")
                .description("Pass over resources that do not exist; they count as deleted.")
                .build());
        FileWrite.describe(spec);
        ApiOptions.describe(spec);
        Examples.in(spec, "calicoctl delete policy databases", "calicoctl delete --skip-not-exists -f policies.yaml");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        IdentityOptions which = IdentityOptions.of(words);
        ApiOptions api = ApiOptions.of(words);
        boolean lenient = words.hasMatchedOption("--skip-not-exists");
        if (which.files().isEmpty() && (words.hasMatchedOption("--dry-run") || words.hasMatchedOption("--wait"))) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "--dry-run and --wait go with --filename only.");
        }
        return which.files().isEmpty()
                ? one(which.identity("Failed to execute command: "), api, lenient)
                : FileWrite.of(words, session, Operation.DELETE, lenient)
                        .run(which.files().read(session.terminal()), session.gateway(api));
    }

    private int one(Identity identity, ApiOptions api, boolean lenient) {
        List<Kind> kinds = List.of(identity.kind());
        ResourceKey key = identity.key()
                .orElseThrow(() -> new CommandException(WriteTexts.failure(
                        Operation.DELETE,
                        kinds,
                        "insufficient identifiers, missing '"
                                + identity.missing().orElseThrow() + "'")));
        if (session.gateway(api).delete(key) instanceof Answer.Refused<Boolean>(int status, String message)) {
            boolean absent = status == Answer.Refused.NOT_FOUND;
            if (!absent || !lenient) {
                String error = absent ? "resource does not exist: " + key.identifier() : message;
                throw new CommandException(WriteTexts.failure(Operation.DELETE, kinds, error));
            }
        }
        session.say(WriteTexts.success(Operation.DELETE, kinds));
        return ExitStatus.DONE;
    }
}
