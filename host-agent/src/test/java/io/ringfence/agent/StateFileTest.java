package io.ringfence.agent;

import static io.ringfence.agent.Shard.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.cache.StateFile;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.model.rule.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {
    @TempDir
    Path folder;

    private static ShardImage image() {
        return Shard.shard()
                .set(Shard.id("app"), "10.0.0.1/32")
                .set(Shard.id("other"), "10.0.0.2/32")
                .policy("db", List.of(Shard.from(rule(Action.ALLOW), Shard.in(Shard.id("app")))), List.of())
                .policy("unused", List.of(Shard.from(rule(Action.ALLOW), Shard.in(Shard.id("other")))), List.of())
                .endpoint("cali1", List.of("db"), List.of())
                .progress(9)
                .image();
    }

    @Test
    void whatTheHostNeedsComesBack() throws Exception {
        StateFile file = new StateFile(folder, Shard.HOST);
        assertThat(file.read()).isEmpty();
        file.write(image().recordsOfHost());
        file.write(image().recordsOfHost());
        assertThat(file.read())
                .hasValueSatisfying(records -> assertThat(records)
                        .containsExactlyElementsOf(image().recordsOfHost())
                        .extracting(io.ringfence.log.record.ShardRecord::key)
                        .noneMatch(key -> key.contains("unused") || key.contains("other")));
        assertThat(new StateFile(folder, "another").read()).isEmpty();
    }

    @Test
    void aDamagedFileIsNoFile() throws Exception {
        StateFile file = new StateFile(folder, Shard.HOST);
        file.write(image().recordsOfHost());
        Path path;
        try (var files = Files.list(folder)) {
            path = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(path);
        for (int cut : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            Files.write(path, java.util.Arrays.copyOf(whole, cut));
            assertThat(file.read()).as("cut at " + cut).isEmpty();
        }
        byte[] flipped = whole.clone();
        flipped[whole.length - 20] ^= 1;
        Files.write(path, flipped);
        assertThat(file.read()).isEmpty();
        Files.write(path, whole);
        assertThat(file.read()).isPresent();
    }
}
