package io.ringfence.calicoctl.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is wrong with a file, in the operating system's words: of most exceptions the message is the name of the file and no reason. */
public final class FileReason {
    private FileReason() {}

    /**
     * {@code open NAME: permission denied}.
     *
     * @param name as typed; the file that the exception names counts instead
     */
    public static String of(String name, IOException e) {
        if (name.isEmpty()) {
            // The JDK takes it for the current folder.
            return "open : no such file or directory";
        }
        return switch (e) {
            case FileSystemException opened ->
                "open " + (opened.getFile() == null ? name : opened.getFile()) + ": " + words(opened);
            case CharacterCodingException coding -> "read " + name + ": it is no UTF-8 text";
            default -> "read " + name + ": " + words(e, e.getMessage());
        };
    }

    /** The line, if it is known, and what is wrong there, without the excerpt. */
    public static String of(YAMLException e) {
        if (!(e instanceof MarkedYAMLException marked) || marked.getProblem() == null) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("not readable");
        }
        Mark mark = marked.getProblemMark();
        return (mark == null ? "" : "line " + (mark.getLine() + 1) + ": ")
                + (marked.getContext() == null ? "" : marked.getContext() + ": ")
                + marked.getProblem();
    }

    private static String words(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException file -> "file exists";
            case NotDirectoryException other -> "not a directory";
            case FileSystemLoopException loop -> "too many levels of symbolic links";
            default -> words(e, e.getReason());
        };
    }

    private static String words(IOException e, @Nullable String reason) {
        return reason == null || reason.isEmpty()
                ? e.getClass().getSimpleName()
                : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
