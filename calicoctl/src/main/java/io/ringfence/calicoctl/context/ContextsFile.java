package io.ringfence.calicoctl.context;

import io.ringfence.calicoctl.file.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Where the contexts stand: {@code RINGFENCE_CONTEXTS}, else {@code ringfence/contexts.yaml} where the user's settings are. */
public final class ContextsFile {
    private static final String VARIABLE = "RINGFENCE_CONTEXTS";
    private static final int MAX_BYTES = 1024 * 1024;

    private final Path path;

    private ContextsFile(Path path) {
        this.path = path;
    }

    public static ContextsFile of(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return new ContextsFile(Path.of(named).toAbsolutePath());
        }
        String home = environment.getOrDefault("HOME", "");
        String settings = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // By the rules of XDG an empty one counts as none, and a relative one too.
        if (!settings.startsWith("/")) {
            settings = home.isBlank() ? "" : home + "/.config";
        }
        return new ContextsFile(Path.of(settings, "ringfence", "contexts.yaml"));
    }

    /** None when there is no file. Throws {@link IOException} with the file and what is wrong with it. */
    public Contexts read() throws IOException {
        // Without a home there is no file; a relative path would be of wherever the user happens to stand.
        if (!path.isAbsolute() || !Files.exists(path)) {
            return Contexts.NONE;
        }
        String text;
        long size;
        try {
            size = Files.size(path);
            text = size > MAX_BYTES ? "" : Files.readString(path);
        } catch (IOException e) {
            throw new IOException(FileReason.of(path.toString(), e), e);
        }
        if (size > MAX_BYTES) {
            throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
        }
        try {
            return Contexts.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** Puts the file in place as a whole. Throws {@link IOException} with the file and what is wrong with it. */
    public void write(Contexts contexts) throws IOException {
        if (!path.isAbsolute()) {
            throw new IOException("no place for contexts: set HOME, XDG_CONFIG_HOME or " + VARIABLE);
        }
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(fresh, contexts.text());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(FileReason.of(path.toString(), e), e);
        }
    }
}
