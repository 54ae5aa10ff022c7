package io.ringfence.calicoctl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ModernJarTest {
    @TempDir
    Path folder;

    @Test
    void theParserWorksWithModernClassFilesToo() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path jar = folder.resolve("picocli.jar");
        Files.copy(
                Path.of(CommandLine.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                jar);
        assertThat(ModernJar.modernize(jar)).isTrue();
        assertThat(ModernJar.modernize(jar))
                .as("a second time there is nothing to do")
                .isFalse();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
            Object model = spec.getMethod("create").invoke(null);
            Object line = loader.loadClass("picocli.CommandLine")
                    .getConstructor(Object.class)
                    .newInstance(model);
            assertThat(line.getClass().getMethod("getUsageMessage").invoke(line).toString())
                    .startsWith("Usage: ");
        }
    }
}
