package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.EndpointRequest;
import io.ringfence.calicoctl.words.EndpointWords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code endpoint}: workload endpoints and their profiles, by words in a fixed order. */
public final class EndpointCommand implements Command {
    private final Session session;

    public EndpointCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Shows workload endpoints, and shows and changes their profiles.")
                .customSynopsis(
                        "calicoctl endpoint show [--host=<HOSTNAME>] [--orchestrator=<ORCHESTRATOR_ID>]",
                        "                          [--workload=<WORKLOAD_ID>] [--endpoint=<ENDPOINT_ID>]",
                        "                          [--detailed]",
                        "       calicoctl endpoint <ENDPOINT_ID> profile (append|remove|set)",
                        "                          [--host=<HOSTNAME>] [--orchestrator=<ORCHESTRATOR_ID>]",
                        "                          [--workload=<WORKLOAD_ID>] [<PROFILES>...]",
                        "       calicoctl endpoint <ENDPOINT_ID> profile show [--host=<HOSTNAME>]",
                        "                          [--orchestrator=<ORCHESTRATOR_ID>]",
                        "                          [--workload=<WORKLOAD_ID>]",
                        "")
                .sortOptions(false);
        Words.describe(spec);
        Words.option(spec, "--host", "<HOSTNAME>", "Only endpoints of this host.");
        Words.option(spec, "--orchestrator", "<ORCHESTRATOR_ID>", "Only endpoints of this orchestrator.");
        Words.option(spec, "--workload", "<WORKLOAD_ID>", "Only endpoints of this workload.");
        Words.option(spec, "--endpoint", "<ENDPOINT_ID>", "Only the endpoints of this name.");
        Words.flag(spec, "--detailed", "Show each endpoint instead of counting them.");
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl endpoint show --detailed --host=host-1",
                "calicoctl endpoint a1b2c3 profile show",
                "calicoctl endpoint a1b2c3 profile append WEB APP");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        EndpointWords.Options options = new EndpointWords.Options(
                words.matchedOptionValue("--host", null),
                words.matchedOptionValue("--orchestrator", null),
                words.matchedOptionValue("--workload", null),
                words.matchedOptionValue("--endpoint", null),
                words.hasMatchedOption("--detailed"));
        return Words.run(
                session,
                words,
                EndpointWords.parse(Words.plain(words), options),
                (EndpointRequest request) ->
                        new EndpointActions(session, session.gateway(ApiOptions.of(words))).run(request));
    }
}
