package io.ringfence.calicoctl.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the gateway is; filled by the parser. */
final class ApiOptions {
    @Option(
            names = "--api",
            paramLabel = "<URL>",
            description =
                    "The gateway's address. Else RINGFENCE_API, else the config file, else http://127.0.0.1:8080.")
    @Nullable
    String api;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "<CONFIG>",
            description = "File that names the gateway in spec.api. Default: /etc/calico/calicoctl.cfg, if it exists.")
    @Nullable
    Path config;
}
