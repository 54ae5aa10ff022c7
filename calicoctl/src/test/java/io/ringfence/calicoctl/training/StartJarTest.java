package io.ringfence.calicoctl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class StartJarTest {
    @TempDir
    Path folder;

    @Test
    void theParserWorksWithModernClassFilesToo() throws IOException, URISyntaxException, ReflectiveOperationException {
        Path parser = Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = folder.resolve("start.jar");
        StartJar.make(jar, List.of(parser));
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

    @Test
    void holdsWhatAClassPathWouldFind() throws IOException {
        Path one = jar(
                "one.jar",
                Map.of(
                        "a.txt", "one",
                        "META-INF/services/x.Service", "one.Service",
                        "META-INF/maven/pom.xml", "one"));
        Path other = jar(
                "other.jar",
                Map.of(
                        "a.txt", "other",
                        "b.txt", "old",
                        "META-INF/versions/11/b.txt", "11",
                        "META-INF/versions/25/b.txt", "25",
                        "META-INF/versions/26/b.txt", "26",
                        "META-INF/services/x.Service", "other.Service"));
        Path jar = folder.resolve("start.jar");
        StartJar.make(jar, List.of(one, other));
        assertThat(texts(jar))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a.txt", "one",
                        "b.txt", "25",
                        "META-INF/services/x.Service", "one.Service\nother.Service"));
        try (JarFile made = new JarFile(jar.toFile())) {
            assertThat(made.stream()).allMatch(entry -> entry.getMethod() == JarEntry.STORED);
        }
    }

    private Path jar(String name, Map<String, String> texts) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.putNextEntry(new JarEntry(text.getKey()));
                out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static Map<String, String> texts(Path jar) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (JarFile in = new JarFile(jar.toFile())) {
            for (JarEntry entry : in.stream().toList()) {
                try (InputStream content = in.getInputStream(entry)) {
                    texts.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
