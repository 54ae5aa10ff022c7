package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.ProfileRequest;
import io.ringfence.calicoctl.words.ProfileWords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
        Words.describe(spec);
        spec.addOption(OptionSpec.builder("--at")
                .paramLabel("<POSITION>")
                .type(Integer.class)
                .description("Place of the rule, counted from 1. Default for add: the end.")
                .build());
        Words.flag(spec, "--detailed", "Also show the endpoints of each profile.");
        Words.flag(spec, "--no-check", "Remove the profile even if endpoints use it.");
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
        ProfileWords.Options options = new ProfileWords.Options(
                words.matchedOptionValue("--at", null),
                words.hasMatchedOption("--detailed"),
                words.hasMatchedOption("--no-check"));
        return Words.run(
                session,
                words,
                ProfileWords.parse(Words.plain(words), options),
                (ProfileRequest request) ->
                        new ProfileActions(session, session.gateway(ApiOptions.of(words))).run(request));
    }
}
