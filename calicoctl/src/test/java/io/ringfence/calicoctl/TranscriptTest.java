package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.testkit.transcript.BuildNumbers;
import io.ringfence.testkit.transcript.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every golden file against an empty gateway. {@code -Dgolden.write} writes what came instead, to be read before it is kept. */
final class TranscriptTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDEN)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCommandPrintsWhatTheFileSays(Path file) throws IOException {
        String golden = Files.readString(file);
        BuildNumbers numbers = BuildNumbers.of(Path.of("pom.xml"));
        try (FakeGateway gateway = new FakeGateway()) {
            String played = Transcript.parse(golden).play(step -> {
                List<String> words = Transcript.words(step.command());
                assertThat(words.getFirst()).isEqualTo("calicoctl");
                Run run = Run.of(
                        gateway.address(),
                        step.input().getBytes(StandardCharsets.UTF_8),
                        words.subList(1, words.size()));
                return numbers.masked(new Transcript.Outcome(run.status(), run.out(), run.err()));
            });
            if (System.getProperty("golden.write") != null) {
                Files.writeString(file, played);
            }
            assertThat(played).isEqualTo(golden);
        }
    }
}
