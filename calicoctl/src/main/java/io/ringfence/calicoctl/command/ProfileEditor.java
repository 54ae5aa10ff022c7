package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.rules.ProfileEdit;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.validate.Problem;
import io.ringfence.model.validate.Validator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a profile, edits it and writes it back only over the state that was read, so that no edit undoes another's. */
final class ProfileEditor {
    private final Session session;
    private final Gateway gateway;

    ProfileEditor(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    /** Returns the exit status. The edit may be asked for several times, each time with the profile as it then is. */
    int edit(String name, Function<Profile, ProfileEdit> edit) {
        session.say(Attempts.until("profile " + name, () -> {
            Stored stored = switch (gateway.read(ProfileActions.key(name))) {
                case Answer.Done<Stored>(Stored found) -> found;
                case Answer.Refused<Stored> refused -> throw unreadable(name, refused);
            };
            return switch (edit.apply(profile(stored))) {
                case ProfileEdit.Keep(String message) -> Optional.of(message);
                case ProfileEdit.Refuse(String message) -> throw new CommandException(message);
                case ProfileEdit.Write(Profile wanted, String message) ->
                    write(wanted, stored.etag()) ? Optional.of(message) : Optional.empty();
            };
        }));
        return ExitStatus.DONE;
    }

    /** False when the profile is no longer what was read. */
    private boolean write(Profile wanted, String etag) {
        List<Problem> problems = Validator.validate(wanted);
        if (!problems.isEmpty()) {
            throw new CommandException("Failed to update profile " + wanted.name() + ": " + Problem.describe(problems));
        }
        return switch (gateway.replace(wanted, etag)) {
            case Answer.Done<Boolean> done -> true;
            case Answer.Refused<Boolean>(int status, String message) ->
                switch (status) {
                    case Answer.Refused.NOT_FOUND, Answer.Refused.CONFLICT, Answer.Refused.PRECONDITION_FAILED -> false;
                    default -> throw new CommandException("Failed to update profile " + wanted.name() + ": " + message);
                };
        };
    }

    static Profile profile(Stored stored) {
        return switch (stored.resource()) {
            case Profile profile -> profile;
            default ->
                throw new CommandException("The gateway answered with a "
                        + stored.resource().kind().text() + " where a profile was asked for.");
        };
    }

    static CommandException unreadable(String name, Answer.Refused<Stored> refused) {
        return new CommandException(
                refused.status() == Answer.Refused.NOT_FOUND
                        ? "Profile " + name + " not found."
                        : "Failed to read profile " + name + ": " + refused.message());
    }
}
