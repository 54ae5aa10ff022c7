package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Change;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Listed;
import io.ringfence.calicoctl.table.Listing.Group;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Shows what is stored and then every change, until it is stopped or the gateway can no longer be asked. Owner: the thread of the run. */
final class Watch {
    private static final int GONE = 410;
    private static final int PAUSE_MILLIS = 1_000;

    private final Session session;
    private final Gateway gateway;
    private final BiFunction<Group, Boolean, String> text;

    /** The newest revision of which all is shown. */
    private long shown;

    /** @param text of a group, with its heading or as what follows one */
    Watch(Session session, Gateway gateway, BiFunction<Group, Boolean, String> text) {
        this.session = session;
        this.gateway = gateway;
        this.text = text;
    }

    /** Nobody reads on, as behind {@code | head}. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Returns when nobody reads on; else it ends by {@link CommandException} or {@link io.ringfence.calicoctl.api.GatewayException}.
     */
    int run(Identity identity) {
        try {
            return watch(identity);
        } catch (Unread e) {
            return ExitStatus.FAILED;
        }
    }

    private int watch(Identity identity) {
        list(identity);
        while (true) {
            switch (gateway.follow(shown, change -> show(change, identity))) {
                case Answer.Done<Boolean> ended -> {
                    // The gateway lets clients go when it restarts; the next request tells whether it is there.
                }
                case Answer.Refused<Boolean> refused -> {
                    if (refused.status() != GONE) {
                        throw new CommandException("Failed to watch resources: " + refused.message());
                    }
                    list(identity);
                }
            }
            Pause.millis(PAUSE_MILLIS, "Interrupted.");
        }
    }

    private void list(Identity identity) {
        List<Resource> found = new ArrayList<>();
        shown = switch (gateway.listed(identity.kind(), identity.fields(), stored -> found.add(stored.resource()))) {
            case Answer.Done<Listed>(Listed listed) -> listed.revision();
            case Answer.Refused<Listed> refused ->
                throw new CommandException("Failed to get resources: " + refused.message());
        };
        print(text.apply(new Group(identity.kind(), found), true));
    }

    private void show(Change change, Identity identity) {
        if (change.key().kind() == identity.kind() && isMeant(change, identity)) {
            Resource resource = change.resource();
            if (resource == null) {
                session.complain(change.key().identifier() + " was deleted.");
            } else {
                print(text.apply(new Group(identity.kind(), List.of(resource)), false));
            }
        }
        if (change.last()) {
            shown = change.revision();
        }
    }

    private static boolean isMeant(Change change, Identity identity) {
        List<String> names = identity.kind().identity();
        List<String> parts = change.key().parts();
        for (Map.Entry<String, String> field : identity.fields().entrySet()) {
            if (!parts.get(names.indexOf(field.getKey())).equals(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private void print(String shownText) {
        session.print(shownText);
        // Flushes, too.
        if (session.terminal().out().checkError()) {
            throw new Unread();
        }
    }
}
