package io.ringfence.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostToolTest {
    private final HostTool host = HostTool.inNamed("");

    @Test
    void aToolThatEndsBeforeItHasReadEverythingIsHeardAllTheSame() {
        String more = "x".repeat(1 << 20);
        assertThatThrownBy(() -> host.run(List.of("sh", "-c", "echo first; echo second >&2; exit 3"), more))
                .isInstanceOf(LinkException.class)
                .hasMessage("sh exit 3: first second");
    }

    @Test
    void aToolThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> host.run(List.of("no-such-tool"), ""))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("no-such-tool: ");
    }

    @Test
    void whatIsGoneNeedNotBeRemoved() throws LinkException {
        host.remove("link", "delete", "dev", "nosuch0");
        assertThatThrownBy(() -> host.remove("link", "delete", "nonsense", "nosuch0"))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("ip exit ");
    }

    @Test
    void afterACommandThatFailsNoneFollows() {
        assertThatThrownBy(() -> host.ip(List.of("link show dev nosuch0", "link show dev nosuch1")))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("nosuch0")
                .hasMessageNotContaining("nosuch1");
    }

    @Test
    void settingsAreWrittenWhereTheyAreMounted(@TempDir Path folder) throws IOException, LinkException {
        Files.createDirectories(folder.resolve("net/ipv4"));
        host.set(folder, List.of("net/ipv4/one=1", "net/ipv4/two=2"));
        assertThat(folder.resolve("net/ipv4/one")).hasContent("1\n");
        assertThat(folder.resolve("net/ipv4/two")).hasContent("2\n");
        assertThatThrownBy(() -> host.set(folder, List.of("net/ipv6/three=3")))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("net/ipv6/three");
    }
}
