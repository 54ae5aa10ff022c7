package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.api.HostReport;
import io.ringfence.calicoctl.api.Patience;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.completion.Completion;
import io.ringfence.calicoctl.completion.Wanted;
import io.ringfence.calicoctl.context.ContextsFile;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the completion scripts ask for: the words that can stand where the cursor is, one a line. Nothing when that cannot be told, for
 * whatever reason: somebody is typing.
 */
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
        List<String> candidates;
        try {
            candidates = candidates(completion.at(words), words);
        } catch (RuntimeException | Error | IOException untold) {
            return ExitStatus.DONE;
        }
        candidates.stream()
                .filter(candidate -> candidate.startsWith(typed))
                .sorted()
                .distinct()
                .forEach(session::say);
        return ExitStatus.DONE;
    }

    private List<String> candidates(Wanted wanted, List<String> words) throws IOException {
        return switch (wanted) {
            case Wanted.Words(List<String> known) -> known;
            case Wanted.Names(Kind kind, String prefix, List<String> known) ->
                Stream.concat(known.stream(), names(kind, words).stream().map(prefix::concat))
                        .toList();
            case Wanted.Tags(String profile) -> tags(profile, words);
            case Wanted.Hosts(String prefix) ->
                hosts(words).stream().map(prefix::concat).toList();
            case Wanted.Contexts(String prefix) ->
                contexts().stream().map(prefix::concat).toList();
            case Wanted.Files files -> List.of();
        };
    }

    /** None when the gateway cannot be asked: what the program itself knows is offered even then. */
    private List<String> names(Kind kind, List<String> words) {
        List<String> names = new ArrayList<>();
        try {
            gateway(words)
                    .list(
                            kind,
                            Map.of(),
                            resource -> names.add(resource.key().parts().getLast()));
        } catch (GatewayException | InvalidPathException untold) {
            return List.of();
        }
        return names;
    }

    private List<String> tags(String profile, List<String> words) {
        return gateway(words).read(ResourceKey.of(Kind.PROFILE, profile)) instanceof Answer.Done<Stored>(Stored stored)
                ? ((Profile) stored.resource()).tags()
                : List.of();
    }

    private List<String> hosts(List<String> words) {
        return gateway(words).hosts() instanceof Answer.Done<List<HostReport>>(List<HostReport> hosts)
                ? hosts.stream().map(HostReport::host).toList()
                : List.of();
    }

    /** The one that the command will ask. */
    private Gateway gateway(List<String> words) {
        Map<String, String> values = completion.values(words);
        return session.gateway(
                ApiOptions.choice(
                        option -> values.getOrDefault(option, option.equals("--config") ? values.get("-c") : null)),
                Patience.WHILE_TYPING);
    }

    private List<String> contexts() throws IOException {
        return List.copyOf(
                ContextsFile.of(session.terminal().environment()).read().all().keySet());
    }
}
