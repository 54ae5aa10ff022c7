package io.ringfence.calicoctl.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Where the gateway is, as far as the words say.
 *
 * @param api address; null when not given
 * @param config file that names it; null when not given
 */
record ApiOptions(@Nullable String api, @Nullable Path config) {

    static void describe(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--api")
                .paramLabel("<URL>")
                .type(String.class)
                .description(
                        "The gateway's address. Else RINGFENCE_API, else the config file, else http://127.0.0.1:8080.")
                .build());
        spec.addOption(OptionSpec.builder("-c", "--config")
                .paramLabel("<CONFIG>")
                .type(String.class)
                .description(
                        "File that names the gateway in spec.api. Default: /etc/calico/calicoctl.cfg, if it exists.")
                .build());
    }

    static ApiOptions of(ParseResult words) {
        String config = words.matchedOptionValue("--config", null);
        return new ApiOptions(words.matchedOptionValue("--api", null), config == null ? null : Path.of(config));
    }
}
