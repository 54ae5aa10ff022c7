package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.docs.Repository;
import io.ringfence.e2e.net.Command;
import io.ringfence.testkit.transcript.Transcript;
import io.ringfence.testkit.transcript.Transcript.Outcome;
import io.ringfence.testkit.transcript.Transcript.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** Types the tutorials' commands as they are written, {@code ./calicoctl}, {@code dist/calicoctl} and {@code docker} among them. */
final class Shell {
    private static final Pattern IDENTIFIER = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final Path folder;
    private final URI api;
    private final HostEngine engine;

    /** @param folder to work in; made if it is not there */
    Shell(Path folder, URI api, HostEngine engine) {
        this.folder = folder;
        this.api = api;
        this.engine = engine;
        Path launcher = Repository.root().resolve("bin/calicoctl");
        try {
            Files.createDirectories(folder.resolve("dist"));
            Files.createSymbolicLink(folder.resolve("calicoctl"), launcher);
            Files.createSymbolicLink(folder.resolve("dist/calicoctl"), launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Types a transcript's commands; what they print is compared, the identifiers of networks apart.
     *
     * @param golden as {@code networks/1-networks}
     */
    void type(String golden) {
        String transcript = resource(golden);
        assertThat(Transcript.parse(transcript).play(this::bash)).isEqualTo(transcript);
    }

    private Outcome bash(Step step) {
        String typed =
                step.command().contains("<< EOF") ? step.command() + "\n" + step.input() + "EOF\n" : step.command();
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", typed).directory(folder.toFile());
        builder.environment().put("RINGFENCE_API", api.toString());
        builder.environment().put("DOCKER_HOST", "unix://" + engine.socket());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Command.Result result = Command.attempt(builder, "");
        return new Outcome(result.status(), IDENTIFIER.matcher(result.output()).replaceAll("<identifier>"), "");
    }

    private static String resource(String name) {
        try (var stream = Shell.class.getResourceAsStream("/golden/" + name + ".txt")) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
