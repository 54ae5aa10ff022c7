package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.validate.Limits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files named by {@code -f}: what is wrong with one is told before anything is sent. */
final class FilesTest {
    /** Nothing listens on it, so a command that sends something fails with another text. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    private static String tier(String name) {
        return "apiVersion: v1\nkind: tier\nmetadata: {name: " + name + "}\n";
    }

    private static List<String> names(FakeGateway gateway) {
        return gateway.resources().stream()
                .map(resource -> resource.key().parts().getFirst())
                .toList();
    }

    @Test
    void severalFilesAndFoldersAreOneWrite() throws IOException {
        Files.createDirectories(folder.resolve("more/deep"));
        Files.writeString(folder.resolve("b.yaml"), tier("b"));
        Files.writeString(
                folder.resolve("a.json"), "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":\"a\"}}");
        Files.writeString(folder.resolve("readme.txt"), "no resource");
        Files.writeString(folder.resolve("more/deep/c.yml"), tier("c"));
        Path single = Files.writeString(folder.resolve("more/d"), tier("d"));
        try (FakeGateway gateway = new FakeGateway()) {
            Run run = Run.of(gateway.address(), "create", "-f", folder.toString(), "-f", single.toString());
            assertThat(run).isEqualTo(new Run(0, "Successfully created 3 'tier' resource(s)\n", ""));
            assertThat(names(gateway)).containsExactly("a", "b", "d");
        }
        try (FakeGateway gateway = new FakeGateway()) {
            Run run = Run.of(gateway.address(), "create", "-R", "-f", folder.toString());
            assertThat(run).isEqualTo(new Run(0, "Successfully created 3 'tier' resource(s)\n", ""));
            assertThat(names(gateway)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void oneBadFileOfSeveralKeepsAllFromBeingWritten() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), tier("a"));
        Path bad = Files.writeString(folder.resolve("b.yaml"), tier("b") + "spec: {colour: red}\n");
        assertThat(error("apply", folder))
                .isEqualTo(
                        "Failed to execute command: field in document is not recognized or is in the wrong location: colour\n"
                                + "  in " + bad + ", document 1, line 4, field spec.colour\n");
        Files.writeString(folder.resolve("c.yaml"), "");
        Run all = Run.of(NOWHERE, "validate", "-f", folder.toString());
        assertThat(all.status()).isEqualTo(1);
        assertThat(all.err())
                .contains("  in " + bad + ", document 1, line 4")
                .contains("No resources specified in file\n  in " + folder.resolve("c.yaml"));
        String missing = folder.resolve("none.yaml").toString();
        Run apply = Run.of(NOWHERE, "apply", "-f", missing, "-f", folder.toString());
        assertThat(apply.err())
                .isEqualTo("Failed to execute command: open " + missing + ": no such file or directory\n" + all.err());
    }

    @Test
    void aResourceThatIsNamedTwiceIsToldWithBothPlacesAndNothingIsSent() throws IOException {
        Path one = Files.writeString(folder.resolve("one.yaml"), tier("a") + "---\n" + tier("b"));
        Path two = Files.writeString(folder.resolve("two.yaml"), tier("c") + "---\n" + tier("a"));
        String twice = "Failed to execute command: resource named twice: Tier(name=a)\n  in " + one
                + ", document 1, line 1\n  and in " + two + ", document 2, line 5\n";
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(1);
            for (List<String> command : List.of(
                    List.of("apply"),
                    List.of("apply", "--dry-run"),
                    List.of("create", "--no-atomic"),
                    List.of("replace"),
                    List.of("delete", "--skip-not-exists"),
                    List.of("validate"),
                    List.of("diff"),
                    List.of("convert"))) {
                List<String> words = new ArrayList<>(command);
                words.addAll(List.of("-f", one.toString(), "-f", two.toString()));
                Run run = Run.of(gateway.address(), words.toArray(String[]::new));
                assertThat(run).as("%s", command).isEqualTo(new Run(1, "", twice));
            }
            assertThat(gateway.resources()).isEmpty();
        }
    }

    @Test
    void ofManyThatAreNamedTwiceTheFirstHundredAreTold() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("- {apiVersion: v1, kind: tier, metadata: {name: t")
                    .append(i)
                    .append("}}\n");
        }
        Path file = Files.writeString(folder.resolve("many.yaml"), text.append(text));
        assertThat(error("apply", file).lines().filter(line -> line.contains("named twice")))
                .hasSize(Limits.MAX_PROBLEMS);
    }

    @Test
    void aFileOfAHundredMebibytesIsAnsweredWithoutReadingItAll() throws IOException {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L * 1024 * 1024);
        }
        assertThat(error("apply", huge))
                .isEqualTo("Failed to execute command: " + huge + " is larger than 4194304 bytes; split it\n");
    }

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
                    .isEqualTo(
                            "Failed to execute command: read " + folder
                                    + ": no file in this folder ends in .yaml, .yml or .json; -R looks into the folders inside it too\n");
        }
    }

    @Test
    void whyAFileCannotBeReadIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), tier("a"));
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThat(error("apply", file.resolve("x")))
                .isEqualTo("Failed to execute command: open " + file + "/x: not a directory\n");
        assertThat(error("apply", loop))
                .startsWith("Failed to execute command: open " + loop + ": too many levels of symbolic links");
        try (FakeGateway gateway = new FakeGateway()) {
            for (String[] said : new String[][] {
                {folder.toString(), "read " + folder + ": is a directory\n"},
                {folder + "/none", "open " + folder + "/none: no such file or directory\n"},
                {"", "open : no such file or directory\n"}
            }) {
                assertThat(Run.of(gateway.address(), "get", "policy", "-o", "go-template-file=" + said[0])
                                .err())
                        .isEqualTo(said[0].isEmpty() ? "need to specify a template file\n" : said[1]);
                assertThat(Run.of(gateway.address(), "get", "policy", "--token-file=" + said[0]))
                        .isEqualTo(new Run(1, "", "Error reading token: " + said[1]));
                assertThat(Run.of(gateway.address(), "get", "policy", "--config=" + said[0]))
                        .isEqualTo(new Run(1, "", "Error reading config file: " + said[1]));
            }
        }
        assertThat(Run.in(
                        Map.of("RINGFENCE_CONTEXTS", file + "/c.yaml"),
                        "context",
                        "set",
                        "a",
                        "--api=http://127.0.0.1:1"))
                .isEqualTo(new Run(1, "", "Error with contexts: open " + file + ": file exists\n"));
    }

    @Test
    void theEmptyNameIsNoFolder() {
        for (String operation :
                new String[] {"create", "apply", "replace", "delete", "get", "validate", "diff", "convert"}) {
            Run run = Run.of(NOWHERE, operation, "-f", "");
            assertThat(run)
                    .as(operation)
                    .isEqualTo(new Run(1, "", "Failed to execute command: open : no such file or directory\n"));
        }
    }

    @Test
    void aLinkToAFolderIsThatFolderAndALinkInItIsNotFollowed() throws IOException {
        Path real = folder.resolve("real");
        Files.createDirectories(real.resolve("deep"));
        Files.writeString(real.resolve("a.yaml"), tier("a"));
        Path bad = Files.writeString(real.resolve("deep/b.yaml"), tier("b b"));
        Files.createSymbolicLink(real.resolve("deep/round"), real);
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Run flat = Run.of(NOWHERE, "validate", "-f", link.toString());
        assertThat(flat).isEqualTo(new Run(0, "Successfully validated 1 'tier' resource(s)\n", ""));
        assertThat(Run.of(NOWHERE, "validate", "-R", "-f", link.toString()).err())
                .contains("  in " + link.resolve("deep/b.yaml") + ", document 1");
        Files.delete(bad);
        assertThat(Run.of(NOWHERE, "validate", "-R", "-f", link.toString())).isEqualTo(flat);
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
        assertThat(error("create", empty)).isEqualTo("No resources specified in file\n  in " + empty + "\n");
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
                                + "  in " + file + ", document 2, line 11, field spec.selectr\n");
    }
}
