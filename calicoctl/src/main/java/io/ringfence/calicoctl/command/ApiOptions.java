package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.AccessChoice;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Where the gateway is and what opens it, as far as the words say: those of a command, or those before it. */
public record ApiOptions(AccessChoice choice) {

    /** Adds the options. */
    public static void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--api")
                .paramLabel("<URL>")
                .type(String.class)
                .description(
                        "The gateway's address. Else that of --context or --config, else RINGFENCE_API, else that of the current context,"
                                + " else that of the default config file, else http://127.0.0.1:8080.")
                .build());
        spec.addOption(OptionSpec.builder("--context")
                .paramLabel("<CONTEXT>")
                .type(String.class)
                .description("One of the gateways that 'calicoctl context list' shows.")
                .build());
        spec.addOption(OptionSpec.builder("--token-file")
                .paramLabel("<FILE>")
                .type(String.class)
                .description("File with the token that the gateway demands."
                        + " Else that of the context or config file, else RINGFENCE_TOKEN_FILE or RINGFENCE_TOKEN.")
                .build());
        spec.addOption(OptionSpec.builder("-c", "--config")
                .paramLabel("<CONFIG>")
                .type(String.class)
                .description(
                        "File that names the gateway in spec.api, its token's file in spec.tokenFile. Default: /etc/calico/calicoctl.cfg, if it exists.")
                .build());
    }

    public static ApiOptions of(ParseResult words) {
        return new ApiOptions(choice(option -> words.matchedOptionValue(option, null)));
    }

    /** By the value of each option, null for those that are not given. */
    static AccessChoice choice(Function<String, @Nullable String> value) {
        return new AccessChoice(
                value.apply("--api"),
                value.apply("--context"),
                path(value.apply("--config")),
                path(value.apply("--token-file")));
    }

    private static @Nullable Path path(@Nullable String name) {
        return name == null ? null : Path.of(name);
    }
}
