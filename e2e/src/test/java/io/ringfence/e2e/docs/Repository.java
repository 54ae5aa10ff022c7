package io.ringfence.e2e.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The folder that all of this was checked out to. */
public final class Repository {
    private Repository() {}

    /** Found by the root script, from wherever the tests run. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ringfence"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has the root script");
        }
        return folder;
    }
}
