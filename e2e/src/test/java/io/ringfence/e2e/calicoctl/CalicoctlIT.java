package io.ringfence.e2e.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.Calicoctl;
import io.ringfence.calicoctl.command.Terminal;
import io.ringfence.e2e.docs.Repository;
import io.ringfence.e2e.net.Command;
import io.ringfence.model.resource.Kind;
import io.ringfence.standalone.Standalone;
import io.ringfence.standalone.StandaloneSettings;
import io.ringfence.testkit.transcript.BuildNumbers;
import io.ringfence.testkit.transcript.Transcript;
import io.ringfence.testkit.transcript.Transcript.Outcome;
import io.ringfence.testkit.transcript.Transcript.Step;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command line against all of Ringfence but agents, in this JVM. The seeds' commands are typed into bash and run by the launcher; the
 * other golden files of calicoctl run in this JVM too, because a start for each would take minutes.
 */
@ExtendWith(VertxExtension.class)
final class CalicoctlIT {
    private static final Path ROOT = Repository.root();
    private static final Path SEEDS = ROOT.resolve("e2e/src/test/resources/golden/seeds");

    /** What the pretended server of calicoctl's own tests does not judge. */
    private static final Path STORE = ROOT.resolve("e2e/src/test/resources/golden/store");

    private static final Path GOLDEN = ROOT.resolve("calicoctl/src/test/resources/golden");
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    static Path data;

    private static Standalone standalone;

    @BeforeAll
    static void start(Vertx vertx) throws Exception {
        standalone = await(
                Standalone.start(vertx, new StandaloneSettings(data.resolve("standalone"), "127.0.0.1", 0, List.of())));
        await(standalone.awaitReady(Duration.ofSeconds(LIMIT_SECONDS)));
    }

    @AfterAll
    static void stop() throws Exception {
        await(standalone.stop());
    }

    /** Every transcript begins with nothing stored. */
    @BeforeEach
    void deleteEverything() {
        for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.IPAM_BLOCK))) {
            String all = run("", List.of("get", kind.text(), "-o", "json")).out();
            if (!all.strip().equals("[]")) {
                assertThat(run(all, List.of("delete", "-f", "-")).err()).isEmpty();
            }
        }
    }

    static Stream<Path> seeds() throws IOException {
        return files(SEEDS);
    }

    static Stream<Path> golden() throws IOException {
        return Stream.concat(files(GOLDEN), files(STORE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSeedsCommandsWorkAsTheyAreWritten(Path file) throws IOException {
        Path folder = Files.createDirectories(data.resolve("shell-" + file.getFileName()));
        Path launcher = ROOT.resolve("bin/calicoctl");
        Files.createSymbolicLink(folder.resolve("calicoctl"), launcher);
        Files.createDirectories(folder.resolve("dist"));
        Files.createSymbolicLink(folder.resolve("dist/calicoctl"), launcher);
        String golden = Files.readString(file);
        assertThat(Transcript.parse(golden).play(step -> bash(step, folder))).isEqualTo(golden);
    }

    /** A JVM by itself takes letters beyond ASCII only where the locale has them, and one that is not installed has none. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=", "LC_ALL= LANG=xx_YY.UTF-8", "LC_ALL=C.UTF-8"})
    void namesOfFilesMayHaveAnyLetterInAnyLocale(String locale) {
        // The shell makes the names: this JVM's own locale may not have them either.
        ProcessBuilder validate = new ProcessBuilder(
                        "bash", "-c", """
                export HOME=$PWD/$(printf 'J\\303\\274rgen') $1
                mkdir -p "$HOME"
                cd "$HOME"
                name=$(printf '\\303\\274.yaml')
                echo '{apiVersion: v1, kind: ipPool, metadata: {cidr: 10.9.0.0/16}}' > "$name"
                exec "$0" validate -f "$name"
                """, ROOT.resolve("bin/calicoctl").toString(), locale)
                .directory(data.toFile());
        assertThat(Command.attempt(validate, ""))
                .isEqualTo(new Command.Result(0, "Successfully validated 1 'ipPool' resource(s)\n"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void theRealServerAnswersAsTheTranscriptSays(Path file) throws IOException {
        String golden = Files.readString(file);
        BuildNumbers numbers = BuildNumbers.of(ROOT.resolve("pom.xml"));
        assertThat(Transcript.parse(golden).play(step -> {
                    List<String> words = Transcript.words(step.command());
                    return numbers.masked(run(step.input(), words.subList(1, words.size())));
                }))
                .isEqualTo(golden);
    }

    private static Outcome run(String input, List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                Map.of("RINGFENCE_API", standalone.api().toString()),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Calicoctl.run(args.toArray(String[]::new), terminal);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Types the command, with its here-document, into a shell of its own. */
    private static Outcome bash(Step step, Path folder) {
        String typed =
                step.command().contains("<< EOF") ? step.command() + "\n" + step.input() + "EOF\n" : step.command();
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", typed)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("RINGFENCE_API", standalone.api().toString());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try {
                assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .as("`%s` ended in time", step.command())
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
