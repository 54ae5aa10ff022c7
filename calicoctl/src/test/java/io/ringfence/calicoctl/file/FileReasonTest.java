package io.ringfence.calicoctl.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

/** What a root user never meets, too. */
final class FileReasonTest {
    @Test
    void everyExceptionHasAReason() {
        assertThat(FileReason.of("a", new AccessDeniedException("a/b"))).isEqualTo("open a/b: permission denied");
        assertThat(FileReason.of("a", new NoSuchFileException("a"))).isEqualTo("open a: no such file or directory");
        assertThat(FileReason.of("a", new NotDirectoryException("a"))).isEqualTo("open a: not a directory");
        assertThat(FileReason.of("a", new FileSystemLoopException("a/a")))
                .isEqualTo("open a/a: too many levels of symbolic links");
        assertThat(FileReason.of("a", new FileSystemException("a", null, "Read-only file system")))
                .isEqualTo("open a: read-only file system");
        assertThat(FileReason.of("a", new FileSystemException("a"))).isEqualTo("open a: FileSystemException");
        assertThat(FileReason.of("a", new IOException("Is a directory"))).isEqualTo("read a: is a directory");
        assertThat(FileReason.of("a", new IOException())).isEqualTo("read a: IOException");
        assertThat(FileReason.of("a", new MalformedInputException(1))).isEqualTo("read a: it is no UTF-8 text");
        assertThat(FileReason.of("", new IOException("Is a directory"))).isEqualTo("open : no such file or directory");
    }
}
