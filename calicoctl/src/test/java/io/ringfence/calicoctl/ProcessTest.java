package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a process of its own shows: its outputs, its environment, its end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ProcessTest {
    private static final String POLICY =
            "{\"apiVersion\":\"v1\",\"kind\":\"policy\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"selector\":\"all()\"}}";

    /** The command line, as {@code $0} and its words in a shell's script. */
    private static ProcessBuilder script(String script, String api) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script.replace("calicoctl", "\"$0\" \"$@\"")));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Calicoctl.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("RINGFENCE_API", api);
        return builder;
    }

    private record Ended(int status, String output) {}

    private static Ended run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static Ended run(String script) throws IOException, InterruptedException {
        return run(script(script, "http://127.0.0.1:1"));
    }

    @Test
    void resultsThatCannotBeWrittenAreNoSuccess() throws IOException, InterruptedException {
        assertThat(run("calicoctl version > /dev/full"))
                .isEqualTo(new Ended(1, "Failed to write the results: No space left on device\n"));
        assertThat(run("calicoctl version >&-"))
                .isEqualTo(new Ended(1, "Failed to write the results: Bad file descriptor\n"));
    }

    @Test
    void whoHasReadEnoughHearsNoMore() throws IOException, InterruptedException {
        assertThat(run("calicoctl --help | true; echo ${PIPESTATUS[0]}")).isEqualTo(new Ended(0, "1\n"));
    }

    /** The gateway goes on; without a reader the command would ask it for ever. */
    @Test
    void aWatchThatNobodyReadsEnds() throws IOException, InterruptedException {
        try (FakeGateway gateway = new FakeGateway()) {
            Run.of(gateway.address(), POLICY.getBytes(StandardCharsets.UTF_8), List.of("create", "-f", "-"));
            gateway.event(event(2, "updated", POLICY));
            assertThat(run(script("calicoctl get policy --watch | true; echo ${PIPESTATUS[0]}", gateway.address())))
                    .isEqualTo(new Ended(0, "1\n"));
        }
    }

    private static String event(long revision, String type, String resource) {
        return "id: " + revision + "\nevent: " + type + "\ndata: {\"revision\":" + revision
                + ",\"last\":true,\"key\":\"policy/a\",\"kind\":\"policy\",\"resource\":" + resource + "}\n\n";
    }

    @Test
    void aDeletionIsShownWhileTheWatchGoesOn() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            Run.of(gateway.address(), POLICY.getBytes(StandardCharsets.UTF_8), List.of("create", "-f", "-"));
            gateway.event(event(2, "deleted", "null"));
            Process watch = script("exec calicoctl get policy --watch", gateway.address())
                    .start();
            try (BufferedReader told = watch.errorReader(StandardCharsets.UTF_8)) {
                assertThat(told.readLine()).isEqualTo("Policy(name=a) was deleted.");
                assertThat(watch.isAlive()).isTrue();
            } finally {
                watch.destroy();
            }
        }
    }

    /** The launcher chooses a locale that knows more; whoever starts the program otherwise is told. */
    @Test
    void aNameThatTheLocaleDoesNotKnowIsToldApart() throws IOException, InterruptedException {
        assertThat(run("LC_ALL=C HOME=$(printf '/J\\303\\274rgen') calicoctl context list")
                        .output())
                .startsWith("No name of a file in this locale: ");
    }
}
