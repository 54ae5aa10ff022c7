package io.ringfence.store.commit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.Follower;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.StoreKey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreCrashIT {
    @TempDir
    private Path folder;

    @Test
    void everyWriteAcknowledgedBeforeAKillIsThere() throws Exception {
        int[] acknowledged = new int[AcknowledgingProcess.CALLERS];
        for (int round = 0; round < 3; round++) {
            Arrays.fill(acknowledged, -1);
            runAndKill(acknowledged, 300);
            try (EmbeddedStore store = EmbeddedStore.open(folder, InstantSource.system())) {
                for (int caller = 0; caller < acknowledged.length; caller++) {
                    StoreKey key = StoreContract.key("c" + caller);
                    Entry entry = store.read(Set.of(key)).entry(key).orElseThrow();
                    // One write may have reached the disk without its acknowledgement having reached us.
                    assertThat(Integer.parseInt(entry.value().toString()))
                            .isBetween(acknowledged[caller], acknowledged[caller] + 1);
                }
                Revision newest = store.read(Set.of()).revision();
                Follower follower = new Follower(new Revision(newest.value() - 100));
                try (ResourceStore.Watch _ = store.watch(new Revision(newest.value() - 100), follower)) {
                    assertThat(follower.next(100).getLast().revision()).isEqualTo(newest);
                }
            }
        }
    }

    private void runAndKill(int[] acknowledged, int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int read = 0;
            // A line that the kill cut short is smaller than what was acknowledged, never larger.
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && !words[1].isEmpty()) {
                    int caller = Integer.parseInt(words[0]);
                    acknowledged[caller] = Math.max(acknowledged[caller], Integer.parseInt(words[1]));
                }
                if (++read == lines) {
                    // Through the handle: the process's own method would close the output before its end is read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
            assertThat(read).isGreaterThanOrEqualTo(lines);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
