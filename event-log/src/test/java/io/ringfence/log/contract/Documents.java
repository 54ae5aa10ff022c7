package io.ringfence.log.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's documents, from this module's folder. */
final class Documents {
    private static final Path FOLDER = Path.of("..", "docs").toAbsolutePath().normalize();

    private Documents() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
