package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.Parsed;
import io.ringfence.calicoctl.words.ProfileRequest;
import io.ringfence.calicoctl.words.ProfileWords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "profile",
        description = "Shows and edits profiles, their tags and their rules.",
        customSynopsis = {
            "calicoctl profile show [--detailed]",
            "calicoctl profile add <PROFILE>",
            "calicoctl profile remove <PROFILE> [--no-check]",
            "calicoctl profile <PROFILE> tag show",
            "calicoctl profile <PROFILE> tag (add|remove) <TAG>",
            "calicoctl profile <PROFILE> rule add (inbound|outbound) [--at=<POSITION>] <RULE>",
            "calicoctl profile <PROFILE> rule remove (inbound|outbound) (--at=<POSITION>|<RULE>)",
            "calicoctl profile <PROFILE> rule show",
            "calicoctl profile <PROFILE> rule json",
            "calicoctl profile <PROFILE> rule update",
            "",
            "<RULE>: (allow|deny) [<PROTOCOL>] [from <SIDE>] [to <SIDE>]",
            "<PROTOCOL>: tcp | udp | (icmp|icmpv6) [type <ICMPTYPE> [code <ICMPCODE>]]",
            "<SIDE>: [ports <PORTS>] [tag <TAG>] [cidr <CIDR>], ports only with tcp and udp",
            "<PORTS>: list such as 80,443,8000:8080"
        },
        sortOptions = false)
public final class ProfileCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(hidden = true)
    List<String> words = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "<POSITION>",
            description = "Place of the rule, counted from 1. Default for add: the end.")
    @Nullable
    Integer position;

    @Option(names = "--detailed", description = "Also show the endpoints of each profile.")
    boolean detailed;

    @Option(names = "--no-check", description = "Remove the profile even if endpoints use it.")
    boolean noCheck;

    @Mixin
    ApiOptions api = new ApiOptions();

    public ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return switch (ProfileWords.parse(words, new ProfileWords.Options(position, detailed, noCheck))) {
            case Parsed.Understood(ProfileRequest request) ->
                new ProfileActions(session, session.gateway(api)).run(request);
            case Parsed.Misused misused ->
                throw new ParameterException(spec.commandLine(), "These words are no profile command.");
            case Parsed.Invalid(List<String> messages) -> {
                messages.forEach(session::complain);
                yield ExitStatus.FAILED;
            }
        };
    }
}
