package io.ringfence.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample as a real process. */
final class ServiceMainIT {
    private final List<Process> processes = new ArrayList<>();

    private record Ended(int exitCode, List<String> lines) {}

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process launch(Map<String, String> env, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SampleMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("RINGFENCE_"));
        builder.environment().putAll(env);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static Ended end(Process process, List<String> before) throws Exception {
        List<String> lines = new ArrayList<>(before);
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        return new Ended(process.exitValue(), lines);
    }

    private static List<String> readUntil(Process process, String words) throws Exception {
        List<String> lines = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.contains(words)) {
                return lines;
            }
        }
        throw new AssertionError("ended without " + words + ": " + lines);
    }

    private Ended runAndTerminate(Map<String, String> env) throws Exception {
        Process process = launch(env);
        List<String> lines = readUntil(process, "listens on port 4711");
        // SIGTERM. Process.destroy would close the output before the last words are read.
        process.toHandle().destroy();
        return end(process, lines);
    }

    @Test
    void aSignalStopsTheServiceInOrder() throws Exception {
        Ended ended = runAndTerminate(Map.of());
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines())
                .anyMatch(line -> line.matches("\\S+Z WARN  \\[main\\] SampleMain: two\\\\nlines\\s*"))
                .anyMatch(line -> line.contains("last words"))
                .anyMatch(line -> line.contains("sample has stopped"));
    }

    @Test
    void aStopThatFailsIsSaidAndCounts() throws Exception {
        Ended ended = runAndTerminate(Map.of("RINGFENCE_BEHAVIOUR", "fail-to-stop"));
        assertThat(ended.exitCode()).isEqualTo(ServiceMain.FAILED);
        assertThat(ended.lines()).anyMatch(line -> line.contains("did not stop in order") && line.contains("stuck"));
    }

    @Test
    void theLogIsJsonWhenAskedFor() throws Exception {
        Ended ended = runAndTerminate(Map.of("RINGFENCE_LOG_FORMAT", "json"));
        assertThat(ended.lines())
                .allSatisfy(line -> assertThat(new JsonObject(line).getMap())
                        .containsKeys("time", "level", "logger", "thread", "message"));
        assertThat(ended.lines())
                .anyMatch(line -> new JsonObject(line).getString("message").equals("two\nlines"));
    }

    @Test
    void aServiceThatCannotStartSaysWhyOnceOnOneLine() throws Exception {
        Ended ended = end(launch(Map.of("RINGFENCE_BEHAVIOUR", "fail-to-start")), List.of());
        assertThat(ended.exitCode()).isEqualTo(ServiceMain.FAILED);
        assertThat(ended.lines())
                .filteredOn(line -> line.contains("no such broker"))
                .hasSize(1);
        assertThat(ended.lines()).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"));
    }

    @Test
    void aBugOnAnEventLoopIsLoggedOnceAndEndsTheProcess() throws Exception {
        Ended ended = end(launch(Map.of("RINGFENCE_BEHAVIOUR", "throw-on-event-loop")), List.of());
        assertThat(ended.exitCode()).isEqualTo(ServiceMain.BUG);
        assertThat(ended.lines())
                .filteredOn(line -> line.contains("a bug on the loop"))
                .hasSize(1);
    }

    @Test
    void aBugOnAThreadIsLoggedOnceAndEndsTheProcess() throws Exception {
        Ended ended = end(launch(Map.of("RINGFENCE_BEHAVIOUR", "throw-on-thread")), List.of());
        assertThat(ended.exitCode()).isEqualTo(ServiceMain.BUG);
        assertThat(ended.lines())
                .filteredOn(line -> line.contains("a bug on a thread"))
                .hasSize(1);
    }

    @Test
    void wrongSettingsAreAllSaidAndNothingStarts() throws Exception {
        Ended ended = end(launch(Map.of("RINGFENCE_BEHAVIOUR", "dance", "RINGFENCE_BEHAVIOR", "run")), List.of());
        assertThat(ended.exitCode()).isEqualTo(ServiceMain.MISUSED);
        assertThat(ended.lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("RINGFENCE_BEHAVIOUR must be one of"))
                .anyMatch(line -> line.contains("RINGFENCE_BEHAVIOR is unknown"));
    }

    @Test
    void aWrongCommandLineIsRefusedAndHelpIsGiven() throws Exception {
        assertThat(end(launch(Map.of(), "--prot", "80"), List.of()).exitCode()).isEqualTo(ServiceMain.MISUSED);
        Ended help = end(launch(Map.of(), "--help"), List.of());
        assertThat(help.exitCode()).isZero();
        assertThat(help.lines()).anyMatch(line -> line.contains("RINGFENCE_BEHAVIOUR: one of run,"));
    }
}
