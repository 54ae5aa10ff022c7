package io.ringfence.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.net.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo is the first thing that a newcomer sees; it has to be right in every form. */
class DemoIT {
    @ParameterizedTest
    @CsvSource({"false,NFT", "false,LEGACY", "true,NFT", "true,LEGACY"})
    void everyStepGoesAsExpectedAndNothingIsLeftBehind(boolean distributed, Backend backend) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        // Other tests of this process may have an engine that lives on, with a namespace of its own.
        Set<String> namespaces = namespaces();
        Set<ProcessHandle> children = children();

        boolean right = DemoMain.run(new Terminal(out, false), distributed, backend);

        assertThat(right).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(namespaces()).isEqualTo(namespaces);
        assertThat(children()).isEqualTo(children);
    }

    private static Set<String> namespaces() {
        return Command.run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().children().collect(Collectors.toSet());
    }
}
