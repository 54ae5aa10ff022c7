package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.AccessChoice;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.completion.Completion;
import io.ringfence.calicoctl.completion.Wanted;
import io.ringfence.calicoctl.context.ContextsFile;
import io.ringfence.model.resource.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the completion scripts ask for: the words that can stand where the cursor is, one a line. Nothing when that cannot be told. */
public final class Complete {
    /** The word that scripts begin with; no command of people's. */
    public static final String WORD = "__complete";

    private final Session session;
    private final Completion completion;

    public Complete(Session session, Completion completion) {
        this.session = session;
        this.completion = completion;
    }

    /**
     * Prints the words; returns the exit status.
     *
     * @param words see {@link Completion#at}
     */
    public int run(List<String> words) {
        String typed = words.isEmpty() || words.getLast().equals("=") ? "" : words.getLast();
        candidates(completion.at(words)).stream()
                .filter(candidate -> candidate.startsWith(typed))
                .sorted()
                .distinct()
                .forEach(session::say);
        return ExitStatus.DONE;
    }

    private List<String> candidates(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Words(List<String> known) -> known;
            case Wanted.Names(Kind kind) -> names(kind);
            case Wanted.ProfilesAnd(List<String> known) ->
                Stream.concat(known.stream(), names(Kind.PROFILE).stream()).toList();
            case Wanted.Contexts contexts -> contexts();
            case Wanted.Files files -> List.of();
        };
    }

    /** A gateway that is not there must not disturb somebody who types. */
    private List<String> names(Kind kind) {
        List<String> names = new ArrayList<>();
        try {
            Gateway gateway = session.gateway(new ApiOptions(AccessChoice.NOTHING));
            gateway.list(
                    kind, Map.of(), resource -> names.add(resource.key().parts().getLast()));
        } catch (GatewayException unreachable) {
            return List.of();
        }
        return names;
    }

    private List<String> contexts() {
        try {
            return List.copyOf(ContextsFile.of(session.terminal().environment())
                    .read()
                    .all()
                    .keySet());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
