package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.rules.ProfileEdit;
import io.ringfence.model.resource.Profile;
import java.util.function.Function;

/** Reads profiles, and edits them as {@link StoredEdit} does. */
final class ProfileEditor {
    private final Session session;
    private final Gateway gateway;

    ProfileEditor(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    /** Returns the exit status. The edit may be asked for several times, each time with the profile as it then is. */
    int edit(String name, Function<Profile, ProfileEdit> edit) {
        session.say(stored(name).run(stored -> switch (edit.apply(profile(stored))) {
            case ProfileEdit.Keep(String message) -> new StoredEdit.Decision.Keep(message);
            case ProfileEdit.Refuse(String message) -> new StoredEdit.Decision.Refuse(message);
            case ProfileEdit.Write(Profile wanted, String message) -> new StoredEdit.Decision.Write(wanted, message);
        }));
        return ExitStatus.DONE;
    }

    Profile read(String name) {
        return profile(stored(name).read());
    }

    private StoredEdit stored(String name) {
        return new StoredEdit(
                gateway,
                ProfileActions.key(name),
                new StoredEdit.Texts(
                        "profile " + name,
                        "Profile " + name + " not found.",
                        "Failed to read profile " + name + ": ",
                        "Failed to update profile " + name + ": "));
    }

    private static Profile profile(Stored stored) {
        if (stored.resource() instanceof Profile profile) {
            return profile;
        }
        throw new CommandException(
                "The gateway answered with a " + stored.resource().kind().text() + " where a profile was asked for.");
    }
}
