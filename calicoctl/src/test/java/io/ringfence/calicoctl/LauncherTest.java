package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher starts, told by a JDK that only prints its arguments. */
final class LauncherTest {
    @TempDir
    private Path root;

    private Path jar;
    private Path library;
    private Path startJar;

    /** Built in this order: the jars, one jar of them all, the caches. */
    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(target().resolve("lib"));
        Files.copy(Path.of("../calicoctl/launch.sh"), root.resolve("calicoctl/launch.sh"));
        Files.copy(
                Path.of("../bin/calicoctl"),
                Files.createDirectory(root.resolve("bin")).resolve("calicoctl"));
        Path jdk = Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(jdk.resolveSibling("release"), "JAVA_VERSION=\"25.0.3\"\n");
        Files.writeString(jdk.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(jdk.resolve("java").toFile().setExecutable(true)).isTrue();
        jar = made("calicoctl.jar", 1);
        library = made("lib/picocli.jar", 2);
        startJar = made("start.jar", 3);
        Files.writeString(target().resolve("start.list"), jar + ":" + library + "\n");
        made("calicoctl.aot", 4);
        made("get.aot", 5);
    }

    private Path target() {
        return root.resolve("calicoctl/target");
    }

    private Path made(String name, int second) throws IOException {
        Path file = target().resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000 + second)));
    }

    private record Start(String classPath, List<String> caches) {}

    private Start start(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("bin/calicoctl").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        Process process = builder.start();
        List<String> arguments = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(arguments).endsWith(words);
        return new Start(
                arguments.get(arguments.indexOf("-cp") + 1),
                arguments.stream()
                        .filter(argument -> argument.startsWith("-XX:AOTCache="))
                        .map(argument -> Path.of(argument.substring(argument.indexOf('=') + 1))
                                .getFileName()
                                .toString())
                        .toList());
    }

    @Test
    void aCommandHasItsOwnCacheOrTheOneOfAll() throws IOException, InterruptedException {
        assertThat(start("get", "policy")).isEqualTo(new Start(startJar.toString(), List.of("get.aot")));
        assertThat(start("node", "status")).isEqualTo(new Start(startJar.toString(), List.of("calicoctl.aot")));
    }

    /** The JVM would not ask, and run classes of both. */
    @Test
    void noCacheIsUsedOfOtherJarsThanThoseThatRun() throws IOException, InterruptedException {
        Start slow = new Start(jar + ":" + library, List.of());
        made("lib/picocli.jar", 9);
        assertThat(start("get", "policy")).isEqualTo(slow);
        assertThat(start("node", "status")).isEqualTo(slow);
        made("lib/picocli.jar", 2);
        Path another = made("lib/zip.jar", 1);
        assertThat(start("get", "policy")).isEqualTo(new Start(slow.classPath() + ":" + another, List.of()));
    }

    @Test
    void aCacheThatIsOlderThanItsJarIsPassedOver() throws IOException, InterruptedException {
        made("get.aot", 2);
        assertThat(start("get", "policy")).isEqualTo(new Start(startJar.toString(), List.of("calicoctl.aot")));
        made("calicoctl.aot", 2);
        assertThat(start("get", "policy")).isEqualTo(new Start(startJar.toString(), List.of()));
    }
}
