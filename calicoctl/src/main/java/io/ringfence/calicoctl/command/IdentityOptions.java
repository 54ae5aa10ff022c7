package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.DidYouMean;
import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.words.KindNames;
import io.ringfence.model.resource.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Which resources, either by kind and identity or by file.
 *
 * @param kind as typed; null exactly when there is a file
 * @param name null when not given
 * @param files empty exactly when there is a kind
 * @param places the other fields of an identity, null values for those not given
 */
record IdentityOptions(
        @Nullable String kind, @Nullable String name, FileOptions files, Map<String, @Nullable String> places) {

    static void describe(CommandSpec spec) {
        describeOne(spec);
        FileOptions.describe(spec, false);
    }

    /** For commands that take one resource and no file. */
    static void describeOne(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("<KIND>")
                .description("Kind of resource; in any case, singular, plural or short (pol, pro, wep, hep, ipp, no).")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .type(String.class)
                .paramLabel("<NAME>")
                .description("Its name; an IP pool's CIDR.")
                .build());
        spec.addOption(OptionSpec.builder("-n", "--node")
                .paramLabel("<NODE>")
                .type(String.class)
                .description("Node of an endpoint.")
                .build());
        spec.addOption(OptionSpec.builder("--orchestrator")
                .paramLabel("<ORCH>")
                .type(String.class)
                .description("Orchestrator of a workload endpoint.")
                .build());
        spec.addOption(OptionSpec.builder("--workload")
                .paramLabel("<WORKLOAD>")
                .type(String.class)
                .description("Workload of a workload endpoint.")
                .build());
        spec.addOption(OptionSpec.builder("--scope")
                .paramLabel("<SCOPE>")
                .type(String.class)
                .description("Scope of a BGP peer, global or node; no kind of Ringfence has one.")
                .build());
    }

    /** Throws {@link ParameterException} when both ways or none are used, an option of one with the other, or no scope is named. */
    static IdentityOptions of(ParseResult words) {
        Map<String, @Nullable String> places = new LinkedHashMap<>();
        places.put("node", words.matchedOptionValue("--node", null));
        places.put("orchestrator", words.matchedOptionValue("--orchestrator", null));
        places.put("workload", words.matchedOptionValue("--workload", null));
        places.put("scope", words.matchedOptionValue("--scope", null));
        String scope = places.get("scope");
        if (scope != null && !scope.equals("global") && !scope.equals("node")) {
            throw new ParameterException(
                    words.commandSpec().commandLine(),
                    "Unrecognized scope '" + scope + "', must be one of: global, node");
        }
        String kind = words.matchedPositionalValue(0, null);
        String name = words.matchedPositionalValue(1, null);
        FileOptions files = FileOptions.of(words);
        boolean placed = places.values().stream().anyMatch(place -> place != null);
        if (files.isEmpty() ? kind == null : kind != null || placed) {
            throw new ParameterException(words.commandSpec().commandLine(), "Name either a kind or a file.");
        }
        if (files.isEmpty() && files.recursive()) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "--recursive is about the folders that --filename names.");
        }
        return new IdentityOptions(kind, name, files, places);
    }

    /** What kind and identity come to. Throws {@link CommandException}, with {@code failure} before what is wrong with the identity. */
    Identity identity(String failure) {
        String word = String.valueOf(kind);
        Optional<Kind> known = KindNames.parse(word);
        if (known.isEmpty()) {
            String reason = KindNames.reason(word);
            throw new CommandException("Resource type '" + word + "' is not supported"
                    + (reason.isEmpty() ? DidYouMean.line(word, KindNames.all()) : reason));
        }
        return switch (Identity.of(known.get(), name, places)) {
            case Identity.Understood(Identity identity) -> identity;
            case Identity.Invalid(String message) -> throw new CommandException(failure + message);
        };
    }
}
