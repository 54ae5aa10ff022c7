package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.edit.EditedText;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourceYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code edit}: one resource in the user's editor, again and again until it can be stored or is left as it is. */
public final class EditCommand implements Command {
    private static final String KEPT = "What was typed is kept in ";

    private final Session session;

    public EditCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Opens a resource in the editor that EDITOR names, else in vi. What cannot be stored is opened again with"
                                + " the reason above it; saving nothing new ends it.")
                .customSynopsis(
                        "calicoctl edit <KIND> <NAME>",
                        "                      [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>]")
                .sortOptions(false);
        IdentityOptions.describeOne(spec);
        ApiOptions.describe(spec);
        Examples.in(spec, "calicoctl edit policy databases", "EDITOR='code --wait' calicoctl edit profile WEB");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        ResourceKey key = StoredEdit.key(IdentityOptions.of(words));
        Gateway gateway = session.gateway(ApiOptions.of(words));
        StoredEdit stored = StoredEdit.of(gateway, key, "edit");
        Stored before = stored.read();
        String original = ResourceYaml.writeOne(before.resource());
        Editor editor = new Editor(session.terminal());
        String failure;
        try {
            failure = edit(original, before.etag(), stored, gateway, editor);
        } catch (CommandException | GatewayException e) {
            failure = String.valueOf(e.getMessage());
        } catch (RuntimeException bug) {
            session.complain(KEPT + editor.file());
            throw bug;
        }
        if (failure.isEmpty() || editor.holdsOnly(original)) {
            editor.discard();
        }
        if (failure.isEmpty()) {
            return ExitStatus.DONE;
        }
        session.complain(failure);
        if (Files.exists(editor.file())) {
            session.complain(KEPT + editor.file());
        }
        return ExitStatus.FAILED;
    }

    /** Returns why it ended without fulfilling the wish; empty when it is fulfilled. Throws as commands do, which ends it likewise. */
    private String edit(String original, String originalTag, StoredEdit stored, Gateway gateway, Editor editor) {
        String offered = original;
        String etag = originalTag;
        String reason = "";
        while (true) {
            String typed = EditedText.withoutRemark(editor.open(EditedText.withRemark(reason, offered)));
            if (typed.equals(offered)) {
                if (reason.isEmpty()) {
                    session.say("Edit cancelled, no changes made.");
                    return "";
                }
                return reason + "\nNothing was written.";
            }
            offered = typed;
            try {
                Resource wanted = stored.checked(one(typed, stored));
                switch (gateway.replace(wanted, etag)) {
                    case Answer.Done<Boolean> done -> {
                        session.say("Successfully edited 1 '" + wanted.kind().text() + "' resource");
                        return "";
                    }
                    case Answer.Refused<Boolean> refused -> {
                        reason = refused.message();
                        if (refused.isOvertaken()) {
                            Stored now = stored.read();
                            etag = now.etag();
                            reason = EditedText.overtaken(original, ResourceYaml.writeOne(now.resource()));
                        }
                    }
                }
            } catch (CommandException refused) {
                reason = String.valueOf(refused.getMessage());
            }
        }
    }

    private static Resource one(String typed, StoredEdit stored) {
        List<Given> given;
        try {
            given = parsed(typed);
        } catch (CommandException refused) {
            // Told with the lines of the file as it will be opened, with this remark above them.
            parsed(EditedText.below(String.valueOf(refused.getMessage()), typed));
            throw refused;
        }
        if (given.size() != 1) {
            throw stored.failed(given.size() + " resources where one was edited");
        }
        return given.getFirst().resource();
    }

    private static List<Given> parsed(String text) {
        return ResourceFiles.parse(text.getBytes(StandardCharsets.UTF_8), "the edited text");
    }
}
