package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.table.Listing;
import io.ringfence.calicoctl.table.Listing.Group;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.words.OutputFormat;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code get}: shows resources. */
public final class GetCommand implements Command {
    private static final String FAILURE = "Failed to get resources: ";

    private final Session session;

    public GetCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Shows resources by kind and identity, or those that a file names.")
                .customSynopsis(
                        "calicoctl get [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>]",
                        "                     <KIND> [<NAME>] [--output=<OUTPUT>] [--watch]",
                        "       calicoctl get --filename=<FILENAME> [--output=<OUTPUT>]")
                .sortOptions(false);
        IdentityOptions.describe(spec);
        spec.addOption(OptionSpec.builder("-o", "--output")
                .paramLabel("<OUTPUT>")
                .type(String.class)
                .description(
                        "ps, wide, yaml, json, custom-columns=<HEADING>,..., go-template=<TEMPLATE>",
                        "or go-template-file=<FILE>. Default: ps.")
                .build());
        spec.addOption(OptionSpec.builder("-w", "--watch")
                .description("Then show what changes, until it is stopped.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl get policy",
                "calicoctl get policy databases -o yaml",
                "calicoctl get wep --node=host-1 -o wide",
                "calicoctl get policy --watch");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        IdentityOptions which = IdentityOptions.of(words);
        boolean watched = words.hasMatchedOption("--watch");
        if (watched && !which.files().isEmpty()) {
            throw new ParameterException(words.commandSpec().commandLine(), "Name a kind to watch, not a file.");
        }
        OutputFormat format = OutputFormat.parse(words.matchedOptionValue("--output", "ps"));
        if (format instanceof OutputFormat.Unknown(String message)) {
            return misused(message);
        }
        if (format instanceof OutputFormat.Incomplete(String message)) {
            throw new CommandException(message);
        }
        ApiOptions api = ApiOptions.of(words);
        return which.files().isEmpty()
                ? ofKind(which.identity(FAILURE), format, api, watched)
                : ofFiles(which.files(), format, api);
    }

    private int ofKind(Identity identity, OutputFormat format, ApiOptions api, boolean watched) {
        String problem = unknownHeading(List.of(identity.kind()), format);
        if (!problem.isEmpty()) {
            return misused(problem);
        }
        Gateway gateway = session.gateway(api);
        if (watched) {
            return watch(identity, format, gateway);
        }
        session.print(text(List.of(find(identity, gateway)), format));
        return ExitStatus.DONE;
    }

    private int ofFiles(FileOptions files, OutputFormat format, ApiOptions api) {
        List<Resource> wanted = Given.resources(files.read(session.terminal()));
        String problem = unknownHeading(wanted.stream().map(Resource::kind).toList(), format);
        if (!problem.isEmpty()) {
            return misused(problem);
        }
        Gateway gateway = session.gateway(api);
        session.print(text(
                wanted.stream().map(resource -> one(resource.key(), gateway)).toList(), format));
        return ExitStatus.DONE;
    }

    /** As for any wrong word; the original tells these without the usage. */
    private int misused(String message) {
        session.complain(message);
        return ExitStatus.USAGE;
    }

    /** What is wrong with the columns asked for; empty when nothing is. */
    private static String unknownHeading(List<Kind> kinds, OutputFormat format) {
        return format instanceof OutputFormat.Custom(List<String> headings)
                ? kinds.stream()
                        .map(kind -> Listing.unknownHeading(kind, headings))
                        .filter(problem -> !problem.isEmpty())
                        .findFirst()
                        .orElse("")
                : "";
    }

    private int watch(Identity identity, OutputFormat format, Gateway gateway) {
        boolean table = format instanceof OutputFormat.Narrow
                || format instanceof OutputFormat.Wide
                || format instanceof OutputFormat.Custom;
        return new Watch(session, gateway, (group, heading) -> {
                    String text = text(List.of(group), format);
                    return table ? rows(text, heading) : text;
                })
                .run(identity);
    }

    /** A table without the empty line that ends it, and without its heading where that stands above already. */
    private static String rows(String table, boolean heading) {
        return table.lines()
                .skip(heading ? 0 : 1)
                .filter(line -> !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private String text(List<Group> groups, OutputFormat format) {
        return switch (format) {
            case OutputFormat.Narrow narrow -> Listing.narrow(groups);
            case OutputFormat.Wide wide -> Listing.wide(groups);
            case OutputFormat.Yaml yaml -> Listing.yaml(groups);
            case OutputFormat.Json json -> Listing.json(groups);
            case OutputFormat.Custom(List<String> headings) -> Listing.custom(groups, headings);
            case OutputFormat.Templated(String template) -> TemplateOutput.of(template, groups);
            case OutputFormat.TemplatedByFile(String file) -> TemplateOutput.ofFile(file, session.terminal(), groups);
            case OutputFormat.Unknown(String message) -> throw new IllegalArgumentException(message);
            case OutputFormat.Incomplete(String message) -> throw new IllegalArgumentException(message);
        };
    }

    private static Group find(Identity identity, Gateway gateway) {
        Optional<ResourceKey> key = identity.key();
        if (key.isPresent()) {
            return one(key.get(), gateway);
        }
        List<Resource> found = new ArrayList<>();
        if (gateway.list(identity.kind(), identity.fields(), found::add) instanceof Answer.Refused<Integer> refused) {
            throw new CommandException(FAILURE + refused.message());
        }
        if (found.isEmpty() && identity.isNamed()) {
            throw absent(identity.identifier());
        }
        return new Group(identity.kind(), found);
    }

    private static Group one(ResourceKey key, Gateway gateway) {
        return switch (gateway.read(key)) {
            case Answer.Done<Stored>(Stored stored) -> new Group(key.kind(), List.of(stored.resource()));
            case Answer.Refused<Stored> refused when refused.isAbsent() -> throw absent(key.identifier());
            case Answer.Refused<Stored> refused -> throw new CommandException(FAILURE + refused.message());
        };
    }

    private static CommandException absent(String identifier) {
        return new CommandException(FAILURE + "resource does not exist: " + identifier);
    }
}
