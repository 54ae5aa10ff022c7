package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.validate.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files named by {@code -f}: what is wrong with one is told before anything is sent. */
final class FilesTest {
    /** Nothing listens on it, so a command that sends something fails with another text. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    private static String error(String operation, Path file) {
        Run run = Run.of(NOWHERE, operation, "-f", file.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        return run.err();
    }

    @Test
    void aFileThatIsNotThereOrIsAFolder() {
        Path missing = folder.resolve("none.yaml");
        for (String operation : new String[] {"create", "apply", "replace", "delete", "get"}) {
            assertThat(error(operation, missing))
                    .isEqualTo("Failed to execute command: open " + missing + ": no such file or directory\n");
            assertThat(error(operation, folder))
                    .isEqualTo("Failed to execute command: read " + folder + ": is a directory\n");
        }
    }

    @Test
    void aFileThatIsNotText() throws IOException {
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        assertThat(error("apply", binary))
                .isEqualTo("Failed to execute command: error parsing document: line 1: invalid UTF-8 at byte offset 0\n"
                        + "  in " + binary + "\n");
        Path zeros = folder.resolve("zeros");
        Files.write(zeros, new byte[100]);
        assertThat(error("apply", zeros)).startsWith("Failed to execute command: error parsing document:");
    }

    @Test
    void aFileThatIsEmptyOrTooLarge() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(error("create", empty)).isEqualTo("No resources specified in file\n");
        Path large = folder.resolve("large");
        Files.writeString(large, "#".repeat(Limits.MAX_BODY_BYTES + 1), StandardCharsets.US_ASCII);
        assertThat(error("create", large))
                .isEqualTo("Failed to execute command: " + large + " is larger than 4194304 bytes; split it\n");
    }

    @Test
    void aMistakeIsToldWithFileDocumentAndLine() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, """
                apiVersion: v1
                kind: policy
                metadata:
                  name: a
                ---
                apiVersion: v1
                kind: policy
                metadata:
                  name: b
                spec:
                  selectr: all()
                """);
        assertThat(error("apply", file))
                .isEqualTo(
                        "Failed to execute command: field in document is not recognized or is in the wrong location: selectr\n"
                                + "  in " + file + ", document 2, line 11\n");
    }
}
