package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.api.Listed;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.write.Judgement;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.ReadOnly;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
                        "                        <KIND> <NAME> [--skip-not-exists] [--dry-run]",
                        "                        [--wait[=<TIME>]]",
                        "       calicoctl delete --filename=<FILENAME> [--recursive] [--skip-not-exists]",
                        "                        [--dry-run] [--wait[=<TIME>]] [--no-atomic]")
                .sortOptions(false);
        IdentityOptions.describe(spec);
        spec.addOption(OptionSpec.builder("-s", "--skip-not-exists")
                .description("Pass over resources that do not exist; they count as deleted.")
                .build());
        FileWrite.describe(spec);
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl delete policy databases",
                "calicoctl delete tier security --dry-run",
                "calicoctl delete policy databases --wait=10s",
                "calicoctl delete --skip-not-exists -f policies.yaml");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        IdentityOptions which = IdentityOptions.of(words);
        ApiOptions api = ApiOptions.of(words);
        boolean lenient = words.hasMatchedOption("--skip-not-exists");
        if (!which.files().isEmpty()) {
            return FileWrite.of(words, session, Operation.DELETE, lenient)
                    .run(which.files().read(session.terminal()), session.gateway(api));
        }
        FileWrite.requireEffect(words);
        if (words.hasMatchedOption("--no-atomic")) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "--no-atomic is about the resources of a file.");
        }
        OptionalLong waitMillis = FileWrite.waitMillis(words);
        Identity identity = which.identity("Failed to execute command: ");
        ResourceKey key = key(identity);
        ReadOnly.refusal(Operation.DELETE, key).ifPresent(reason -> {
            throw failed(key.kind(), reason);
        });
        Gateway gateway = session.gateway(api);
        return words.hasMatchedOption("--dry-run")
                ? judged(key, gateway, lenient)
                : deleted(identity, key, gateway, lenient, waitMillis);
    }

    private static ResourceKey key(Identity identity) {
        return identity.key()
                .orElseThrow(() -> failed(
                        identity.kind(),
                        "insufficient identifiers, missing '"
                                + identity.missing().orElseThrow() + "'"));
    }

    private int judged(ResourceKey key, Gateway gateway, boolean lenient) {
        Judgement judgement = done(gateway.judgeDelete(key), key, lenient).orElse(Judgement.SKIPPED);
        session.say(WriteTexts.judged(key, judgement));
        session.say(WriteTexts.DRY_RUN);
        return ExitStatus.DONE;
    }

    private int deleted(Identity identity, ResourceKey key, Gateway gateway, boolean lenient, OptionalLong waitMillis) {
        long revision = done(gateway.delete(key), key, lenient).orElse(0L);
        session.say(WriteTexts.success(Operation.DELETE, List.of(key.kind())));
        if (waitMillis.isEmpty()) {
            return ExitStatus.DONE;
        }
        return revision > 0
                ? new Waiting(session, gateway).until(revision, waitMillis.getAsLong())
                : awaitAbsence(identity, gateway, waitMillis.getAsLong());
    }

    /** What was answered; empty when it does not exist and need not. */
    private static <T> Optional<T> done(Answer<T> answer, ResourceKey key, boolean lenient) {
        return switch (answer) {
            case Answer.Done<T>(T value) -> Optional.of(value);
            case Answer.Refused<T> refused -> {
                boolean absent = refused.isAbsent();
                if (!absent || !lenient) {
                    throw failed(
                            key.kind(), absent ? "resource does not exist: " + key.identifier() : refused.message());
                }
                yield Optional.empty();
            }
        };
    }

    /** It was gone already, perhaps a moment ago: what a list shows that lacks it is waited for. */
    private int awaitAbsence(Identity identity, Gateway gateway, long limitMillis) {
        String untold = "Where it is in force cannot be told: ";
        Answer<Listed> without;
        try {
            without = gateway.listed(identity.kind(), identity.fields(), stored -> {});
        } catch (GatewayException e) {
            return Waiting.untold(session, untold + e.getMessage());
        }
        return switch (without) {
            case Answer.Done<Listed>(Listed listed) ->
                new Waiting(session, gateway).until(listed.revision(), limitMillis);
            case Answer.Refused<Listed> refused -> Waiting.untold(session, untold + refused.message());
        };
    }

    private static CommandException failed(Kind kind, String error) {
        return new CommandException(WriteTexts.failure(Operation.DELETE, List.of(kind), error));
    }
}
