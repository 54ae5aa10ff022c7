package io.ringfence.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the tour of the README as it stands there, on a free port and a folder of its own. */
class ReadmeTourIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh tour\\n(.*?)^```$");

    @TempDir
    Path folder;

    @Test
    void theTourRunsAndShowsWhatItSays() throws Exception {
        Path root = Repository.root();
        String tour = BLOCK.matcher(Files.readString(root.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(tour).contains("./ringfence up", "./ringfence down");
        Path data = folder.resolve("data");
        String script =
                tour.replace("8080", Integer.toString(FreePort.next())).replace("/tmp/ringfence-tour", data.toString());

        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The build that runs this test has made the jars; a second one beside it would replace them underneath.
        builder.environment().put("RINGFENCE_BUILT", "1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
            end(data);
        }
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed)
                .contains("Successfully applied 2 'profile' resource(s)")
                .contains("Successfully created 1 'policy' resource(s)")
                .contains("selector: role == \"database\"")
                .contains("-      - 3306\n+      - 3307")
                .contains("In force on 1 of 1 live hosts.")
                .contains("Successfully patched 1 'policy' resource")
                .contains("kind: GlobalNetworkSet")
                .contains("Created profile WEB")
                .contains("   1 allow tcp to ports 80,443")
                .contains("\"kind\":\"policy\"");
    }

    /** Ends what a failed tour left running. */
    private static void end(Path data) throws IOException {
        Path pid = data.resolve("ringfence.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
