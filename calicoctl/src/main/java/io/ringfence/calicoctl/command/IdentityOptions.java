package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.Identity;
import io.ringfence.calicoctl.words.KindNames;
import io.ringfence.model.resource.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which resources, by kind and identity, or by file; filled by the parser. */
final class IdentityOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "<KIND>",
            description = "Kind of resource; in any case, singular, plural or short (pol, pro, wep, hep, ipp, no).")
    @Nullable
    String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<NAME>", description = "Its name; an IP pool's CIDR.")
    @Nullable
    String name;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "<FILENAME>",
            description = "YAML or JSON file that names the resources; - is standard input.")
    @Nullable
    String file;

    @Option(
            names = {"-n", "--node"},
            paramLabel = "<NODE>",
            description = "Node of an endpoint.")
    @Nullable
    String node;

    @Option(names = "--orchestrator", paramLabel = "<ORCH>", description = "Orchestrator of a workload endpoint.")
    @Nullable
    String orchestrator;

    @Option(names = "--workload", paramLabel = "<WORKLOAD>", description = "Workload of a workload endpoint.")
    @Nullable
    String workload;

    /** Whether exactly one of the two ways to name resources was used. */
    boolean fits() {
        boolean byIdentity = kind != null;
        boolean narrowed = name != null || node != null || orchestrator != null || workload != null;
        return file == null ? byIdentity : !byIdentity && !narrowed;
    }

    /** What kind and identity come to. Throws {@link CommandException}, with {@code failure} before what is wrong with the identity. */
    Identity identity(String failure) {
        String word = String.valueOf(kind);
        Optional<Kind> known = KindNames.parse(word);
        if (known.isEmpty()) {
            throw new CommandException("Resource type '" + word + "' is not supported");
        }
        Map<String, @Nullable String> options = new LinkedHashMap<>();
        options.put("node", node);
        options.put("orchestrator", orchestrator);
        options.put("workload", workload);
        return switch (Identity.of(known.get(), name, options)) {
            case Identity.Understood(Identity identity) -> identity;
            case Identity.Invalid(String message) -> throw new CommandException(failure + message);
        };
    }
}
