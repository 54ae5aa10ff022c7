package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.Parsed;
import io.ringfence.calicoctl.words.ProfileRequest;
import io.ringfence.calicoctl.words.ProfileWords;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code profile}: profiles, their tags and rules, by words in a fixed order. */
public final class ProfileCommand implements Command {
    private final Session session;

    public ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Shows and edits profiles, their tags and their rules.")
                .customSynopsis(
                        "calicoctl profile show [--detailed]",
                        "       calicoctl profile add <PROFILE>",
                        "       calicoctl profile remove <PROFILE> [--no-check]",
                        "       calicoctl profile <PROFILE> tag show",
                        "       calicoctl profile <PROFILE> tag (add|remove) <TAG>",
                        "       calicoctl profile <PROFILE> rule add (inbound|outbound)",
                        "                         [--at=<POSITION>] <RULE>",
                        "       calicoctl profile <PROFILE> rule remove (inbound|outbound)",
                        "                         (--at=<POSITION>|<RULE>)",
                        "       calicoctl profile <PROFILE> rule (show|json|update)",
                        "",
                        "RULE:     (allow|deny) [PROTOCOL] [from SIDE] [to SIDE]",
                        "PROTOCOL: tcp | udp | (icmp|icmpv6) [type <ICMPTYPE> [code <ICMPCODE>]]",
                        "SIDE:     [ports <PORTS>] [tag <TAG>] [cidr <CIDR>]; ports only with tcp and udp",
                        "PORTS:    a list such as 80,443,8000:8080",
                        "")
                .sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        spec.addOption(OptionSpec.builder("--at")
                .paramLabel("<POSITION>")
                .type(Integer.class)
                .description("Place of the rule, counted from 1. Default for add: the end.")
                .build());
        spec.addOption(OptionSpec.builder("--detailed")
                .description("Also show the endpoints of each profile.")
                .build());
        spec.addOption(OptionSpec.builder("--no-check")
                .description("Remove the profile even if endpoints use it.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl profile add WEB",
                "calicoctl profile WEB rule add inbound allow tcp from tag APP to ports 80,443",
                "calicoctl profile WEB rule remove inbound --at=1",
                "calicoctl profile WEB rule json > rules.json");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        List<String> plain = words.matchedPositionalValue(0, List.<String>of());
        ProfileWords.Options options = new ProfileWords.Options(
                words.matchedOptionValue("--at", null),
                words.hasMatchedOption("--detailed"),
                words.hasMatchedOption("--no-check"));
        return switch (ProfileWords.parse(plain, options)) {
            case Parsed.Understood(ProfileRequest request) ->
                new ProfileActions(session, session.gateway(ApiOptions.of(words))).run(request);
            case Parsed.Misused misused ->
                throw new ParameterException(words.commandSpec().commandLine(), "These words are no profile command.");
            case Parsed.Invalid(List<String> messages) -> {
                messages.forEach(session::complain);
                yield ExitStatus.FAILED;
            }
        };
    }
}
