package io.ringfence.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms that {@code docs/ARCHITECTURE.md} names are the folders that there are. */
final class ArchitectureDocumentTest {
    private static final Map<String, String> MODULES = Map.of(
            "policy-model", "model",
            "event-log", "log",
            "service-kit", "kit",
            "policy-store", "store",
            "compiler", "compiler",
            "host-agent", "agent",
            "api-gateway", "gateway",
            "calicoctl", "calicoctl");

    private static final Pattern ROOM = Pattern.compile("`([a-z0-9]+)`");

    @Test
    void everyRoomIsNamedAndTheOtherWayRound() throws IOException {
        List<String> lines = Files.readAllLines(Repository.root().resolve("docs/ARCHITECTURE.md"));
        for (String module : MODULES.keySet()) {
            String row = lines.stream()
                    .filter(line -> line.startsWith("| `" + module + "` |"))
                    .findFirst()
                    .orElseThrow();
            Set<String> named = ROOM.matcher(row.split("\\|", -1)[3])
                    .results()
                    .map(room -> room.group(1))
                    .collect(Collectors.toSet());
            assertThat(named).as(module).isEqualTo(folders(module));
        }
    }

    private static Set<String> folders(String module) throws IOException {
        Path sources = Repository.root().resolve(module + "/src/main/java/io/ringfence/" + MODULES.get(module));
        try (Stream<Path> inside = Files.list(sources)) {
            return inside.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }
}
