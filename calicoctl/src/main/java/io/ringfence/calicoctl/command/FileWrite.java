package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.words.WaitTime;
import io.ringfence.calicoctl.write.Batches;
import io.ringfence.calicoctl.write.Judgement;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.calicoctl.write.ReadOnly;
import io.ringfence.calicoctl.write.WriteTexts;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Stack;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Does one operation with all resources of some files. Owner: the thread of the run. */
final class FileWrite {
    /** How long is waited if nothing is said. */
    private static final String WAIT = "30s";

    /** A server that refuses every resource of a large file need not be quoted in full. */
    private static final int MOST_REASONS = 10;

    private final Session session;
    private final Operation operation;
    private final boolean lenient;
    private final boolean atomic;
    private final boolean dryRun;
    private final OptionalLong waitMillis;

    private FileWrite(
            Session session,
            Operation operation,
            boolean lenient,
            boolean atomic,
            boolean dryRun,
            OptionalLong waitMillis) {
        this.session = session;
        this.operation = operation;
        this.lenient = lenient;
        this.atomic = atomic;
        this.dryRun = dryRun;
        this.waitMillis = waitMillis;
    }

    static void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--dry-run")
                .description("Ask the server what would change or why it would refuse, and write nothing.")
                .build());
        spec.addOption(OptionSpec.builder("--wait")
                .paramLabel("<TIME>")
                .arity("0..1")
                .fallbackValue(WAIT)
                .preprocessor(FileWrite::timeOrDefault)
                .type(String.class)
                .description(
                        "Then wait until it is in force on every live host, at most 30s or as long as said (500ms, 10s, 2m)."
                                + " Status 3 if it is not by then.")
                .build());
        spec.addOption(OptionSpec.builder("--no-atomic")
                .description(
                        "Write in several transactions, each all or nothing; stops at the first that is refused. 'apply' does so by"
                                + " itself above the store's limit.")
                .build());
    }

    /**
     * A write that is not yet done.
     *
     * @param lenient pass over what is already there (create) or already gone (delete)
     */
    static FileWrite of(ParseResult words, Session session, Operation operation, boolean lenient) {
        requireEffect(words);
        return new FileWrite(
                session,
                operation,
                lenient,
                !words.hasMatchedOption("--no-atomic"),
                words.hasMatchedOption("--dry-run"),
                waitMillis(words));
    }

    /** Throws {@link ParameterException} when one of the options takes the effect of another. */
    static void requireEffect(ParseResult words) {
        if (words.hasMatchedOption("--wait") && words.hasMatchedOption("--dry-run")) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "--dry-run writes nothing that --wait could wait for.");
        }
    }

    /** The word after a bare {@code --wait} is its time only if it is one: {@code delete --wait policy databases} names a policy. */
    private static boolean timeOrDefault(
            Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> form) {
        boolean attached = "=".equals(form.get("separator"));
        if (!attached && (words.isEmpty() || WaitTime.millis(words.peek()).isEmpty())) {
            words.push(WAIT);
        }
        return false;
    }

    /** How long {@code --wait} waits; empty without it. Throws {@link ParameterException} for what is no time. */
    static OptionalLong waitMillis(ParseResult words) {
        String wait = words.matchedOptionValue("--wait", null);
        OptionalLong millis = wait == null ? OptionalLong.empty() : WaitTime.millis(wait);
        if (wait != null && millis.isEmpty()) {
            throw new ParameterException(
                    words.commandSpec().commandLine(),
                    "Invalid value for option '--wait': '" + wait + "' is no time such as 500ms, 30s or 2m.");
        }
        return millis;
    }

    /** Returns the exit status. */
    int run(List<Given> given, Gateway gateway) {
        for (Given each : given) {
            ReadOnly.refusal(operation, each.resource().key()).ifPresent(reason -> {
                throw new CommandException(
                        WriteTexts.failure(operation, kinds(given), reason + "\n  in " + each.where()));
            });
        }
        return atomic ? whole(given, gateway) : inParts(given, gateway);
    }

    /**
     * What became of some resources.
     *
     * @param revision that shows them as written; 0 in a dry run
     * @param judgements one for each in a dry run, else none
     */
    private record Sent(long revision, List<Judgement> judgements) {}

    private Answer<Sent> send(List<Resource> resources, Gateway gateway) {
        if (dryRun) {
            return switch (gateway.judge(operation, resources, lenient)) {
                case Answer.Done<List<Judgement>>(List<Judgement> judgements) ->
                    new Answer.Done<>(new Sent(0, judgements));
                case Answer.Refused<List<Judgement>> refused -> refused.as();
            };
        }
        return switch (gateway.transact(operation, resources, lenient)) {
            case Answer.Done<Long>(Long revision) -> new Answer.Done<>(new Sent(revision, List.of()));
            case Answer.Refused<Long> refused -> refused.as();
        };
    }

    private int whole(List<Given> given, Gateway gateway) {
        return switch (send(Given.resources(given), gateway)) {
            case Answer.Done<Sent>(Sent sent) -> succeeded(given, sent, gateway);
            case Answer.Refused<Sent> refused -> {
                boolean tooLarge = refused.status() == Answer.Refused.TOO_LARGE;
                // What is applied twice is applied, so a part of it can do no harm that another run does not heal.
                if (tooLarge && operation == Operation.APPLY && given.size() > 1) {
                    yield inParts(given, gateway);
                }
                session.complain(WriteTexts.failure(operation, kinds(given), reasons(refused, given)));
                if (tooLarge) {
                    session.complain(
                            "Nothing was written. With --no-atomic the file is written in several transactions.");
                }
                yield ExitStatus.FAILED;
            }
        };
    }

    private int inParts(List<Given> given, Gateway gateway) {
        List<List<Resource>> batches = Batches.of(Given.resources(given), Gateway::size);
        if (batches.size() > 1) {
            session.complain(WriteTexts.announcement(given.size(), batches.size()));
        }
        if (batches.size() > 1 && dryRun) {
            session.complain("A batch is judged by what is stored now, without the batches before it.");
        }
        Progress progress = new Progress(session.terminal());
        int written = 0;
        long revision = 0;
        List<Judgement> judgements = new ArrayList<>();
        for (List<Resource> batch : batches) {
            session.flush();
            progress.show(
                    (dryRun ? "judged" : operation.past()) + " " + written + " of " + given.size() + " resources");
            switch (sendOrStop(batch, gateway)) {
                case Answer.Done<Sent>(Sent sent) -> {
                    revision = sent.revision();
                    judgements.addAll(sent.judgements());
                    written += batch.size();
                }
                case Answer.Refused<Sent> refused -> {
                    progress.clear();
                    return stopped(given, written, batch.size(), refused);
                }
            }
        }
        progress.clear();
        return succeeded(given, new Sent(revision, judgements), gateway);
    }

    /** An answer that does not come is a reason to stop and to say where, as a refusal is. */
    private Answer<Sent> sendOrStop(List<Resource> batch, Gateway gateway) {
        try {
            return send(batch, gateway);
        } catch (GatewayException e) {
            return new Answer.Refused<>(0, String.valueOf(e.getMessage()));
        }
    }

    /** What the server says, with the place of what it refuses. */
    private static String reasons(Answer.Refused<?> refused, List<Given> sent) {
        List<String> told = refused.causes().stream()
                .filter(cause -> cause.operation() < sent.size())
                .map(cause -> cause.message() + "\n  in "
                        + sent.get(cause.operation()).where())
                .toList();
        if (told.isEmpty()) {
            return refused.message();
        }
        int more = told.size() - MOST_REASONS;
        return String.join("\n", told.subList(0, Math.min(told.size(), MOST_REASONS)))
                + (more > 0 ? "\nand " + more + " more resources are refused" : "");
    }

    private int stopped(List<Given> given, int written, int batch, Answer.Refused<Sent> refused) {
        String message = reasons(refused, given.subList(written, written + batch));
        session.complain(
                written == 0
                        ? WriteTexts.failure(operation, kinds(given), message)
                        : WriteTexts.partial(operation, kinds(given), written, message));
        Given next = given.get(written);
        String fate = refused.status() == 0 && !dryRun
                ? "may or may not have been " + operation.past()
                : "was not " + operation.past();
        session.complain("The batch of resources " + (written + 1) + " to " + (written + batch) + " " + fate
                + ", nor was anything after it. Go on from resource " + (written + 1) + ", "
                + next.resource().key().identifier() + ",\n  in " + next.where());
        if (dryRun) {
            session.complain(WriteTexts.DRY_RUN);
        }
        return ExitStatus.FAILED;
    }

    private int succeeded(List<Given> given, Sent sent, Gateway gateway) {
        if (dryRun) {
            for (int i = 0; i < given.size(); i++) {
                session.say(WriteTexts.judged(
                        given.get(i).resource().key(), sent.judgements().get(i)));
            }
            session.say(WriteTexts.DRY_RUN);
            return ExitStatus.DONE;
        }
        session.say(WriteTexts.success(operation, kinds(given)));
        return waitMillis.isEmpty()
                ? ExitStatus.DONE
                : new Waiting(session, gateway).until(sent.revision(), waitMillis.getAsLong());
    }

    private static List<Kind> kinds(List<Given> given) {
        return given.stream().map(each -> each.resource().kind()).toList();
    }
}
