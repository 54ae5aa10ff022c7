package io.ringfence.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what stands on the topics, byte for byte. They change only when the format is meant to change, and then every reader
 * out there is concerned. {@code mvn test -pl event-log -am -Dtest=GoldenRecordsTest -Dringfence.golden=write
 * -Dsurefire.failIfNoSpecifiedTests=false} writes them anew; read the difference before committing it.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    static void check(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("ringfence.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual.getBytes(StandardCharsets.UTF_8)).as(name).isEqualTo(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
