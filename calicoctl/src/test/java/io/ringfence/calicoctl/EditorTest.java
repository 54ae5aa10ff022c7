package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code edit}, with editors that are scripts. */
final class EditorTest {
    @TempDir
    Path folder;

    private FakeGateway gateway;

    @BeforeEach
    void store() throws IOException {
        gateway = new FakeGateway();
        byte[] policy = "{apiVersion: v1, kind: policy, metadata: {name: a}, spec: {order: 5}}"
                .getBytes(StandardCharsets.UTF_8);
        Run.of(gateway.address(), policy, List.of("create", "-f", "-"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** The script gets the file as its first argument; {@code $N} is how often it was opened before. */
    private Run edit(String script) throws IOException {
        Path editor = folder.resolve("editor.sh");
        Files.writeString(
                editor,
                "N=$(cat " + folder + "/count 2> /dev/null || echo 0)\necho $((N + 1)) > " + folder
                        + "/count\ncp \"$1\" " + folder + "/opened-$N\n" + script + "\n");
        return Run.in(Map.of("RINGFENCE_API", gateway.address(), "EDITOR", "sh " + editor), "edit", "policy", "a");
    }

    private String opened(int time) throws IOException {
        return Files.readString(folder.resolve("opened-" + time));
    }

    private String order() {
        return Run.of(gateway.address(), "get", "policy", "a", "-o", "custom-columns=ORDER")
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .strip();
    }

    @Test
    void whatIsSavedIsStored() throws IOException {
        assertThat(edit("sed -i 's/order: 5/order: 7/' \"$1\""))
                .isEqualTo(new Run(0, "Successfully edited 1 'policy' resource\n", ""));
        assertThat(order()).isEqualTo("7");
        assertThat(opened(0)).startsWith("apiVersion: v1\n");
    }

    @Test
    void nothingSavedChangesNothing() throws IOException {
        assertThat(edit("true")).isEqualTo(new Run(0, "Edit cancelled, no changes made.\n", ""));
        assertThat(edit("exit 1").err()).contains("ended with status 1; nothing was written.");
        assertThat(order()).isEqualTo("5");
    }

    @Test
    void whatCannotBeStoredIsOpenedAgainWithTheReasonAboveIt() throws IOException {
        Run run = edit("if [ $N = 0 ]; then sed -i 's/order: 5/order: first/' \"$1\";"
                + " else sed -i 's/order: first/order: 8/' \"$1\"; fi");
        assertThat(run).isEqualTo(new Run(0, "Successfully edited 1 'policy' resource\n", ""));
        assertThat(opened(1)).startsWith("""
                        #! Failed to execute command: cannot parse string 'first' into field PolicySpec.order of type float64
                        #!   in the edited text, document 1, line 8, field spec.order
                        apiVersion: v1
                        """);
        assertThat(opened(1).lines().toList().get(8 - 1)).isEqualTo("  order: first");
        assertThat(order()).isEqualTo("8");
    }

    @Test
    void whatIsWrongIsToldWithItsLineOfTheOpenedFile() throws IOException {
        edit("if [ $N = 0 ]; then sed -i 's/order: 5/order: first/; 1i ---' \"$1\"; elif [ $N = 1 ];"
                + " then sed -i 's/order: first/order: [/' \"$1\"; else sed -i 's/order: \\[/order: 8/' \"$1\"; fi");
        for (int time : new int[] {1, 2}) {
            List<String> lines = opened(time).lines().toList();
            Matcher told = Pattern.compile("line (\\d+)").matcher(opened(time));
            assertThat(told.find()).isTrue();
            // The parser finds out that a bracket is open when it comes upon the next line.
            assertThat(lines.subList(0, Integer.parseInt(told.group(1))))
                    .anySatisfy(line -> assertThat(line).startsWith("  order: "));
            assertThat(lines.subList(Integer.parseInt(told.group(1)), lines.size()))
                    .noneSatisfy(line -> assertThat(line).startsWith("  order: "));
        }
        assertThat(opened(1)).contains("document 1, line 9, field spec.order\n---\n");
        assertThat(order()).isEqualTo("8");
    }

    @Test
    void givingUpKeepsWhatWasTyped() throws IOException {
        Run run = edit("if [ $N = 0 ]; then sed -i 's/name: a/name: b/' \"$1\"; fi");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "Failed to edit 'policy' resource: it would become Policy(name=b); what names a resource cannot be"
                                + " changed\nNothing was written.\nWhat was typed is kept in ");
        assertThat(kept(run)).contains("name: b");
    }

    /** What is in the file that the last line names; removes it. */
    private static String kept(Run run) throws IOException {
        assertThat(run.err().lines().toList().getLast()).startsWith("What was typed is kept in /");
        Path file = Path.of(run.err().lines().toList().getLast().replaceAll(".* ", ""));
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.delete(file);
        return text;
    }

    @Test
    void whenTheGatewayGoesAwayWhatWasTypedIsKept() throws IOException {
        // One created it, one reads it for the editor.
        gateway.vanishAfter(2);
        Run run = edit("sed -i 's/order: 5/order: 7/' \"$1\"");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Failed to reach the API at " + gateway.address())
                .contains("may or may not have been done");
        assertThat(kept(run)).contains("order: 7");
    }

    @Test
    void whenTheEditorFailsLaterOrSavesNoTextWhatWasTypedIsKept() throws IOException {
        Run later = edit("if [ $N = 0 ]; then sed -i 's/name: a/name: b/' \"$1\"; else exit 3; fi");
        assertThat(later.status()).isEqualTo(1);
        assertThat(later.err()).contains("ended with status 3; nothing was written.");
        assertThat(kept(later)).contains("name: b");
        Run binary = edit("printf '# \\377\\n' >> \"$1\"");
        assertThat(binary.status()).isEqualTo(1);
        assertThat(binary.err()).contains("what was saved is no UTF-8; nothing was written.");
        assertThat(kept(binary)).endsWith("# \u00ff\n");
        assertThat(order()).isEqualTo("5");
    }

    @Test
    void noFileIsLeftWhereNothingWouldBeLostWithIt() throws IOException {
        for (String script : List.of("true", "exit 1", "sed -i 's/order: 5/order: 7/' \"$1\"")) {
            assertThat(edit("echo \"$1\" > " + folder + "/path\n" + script).err())
                    .as(script)
                    .doesNotContain("kept");
            assertThat(Path.of(Files.readString(folder.resolve("path")).strip()))
                    .as(script)
                    .doesNotExist();
        }
    }

    @Test
    void aChangeBySomebodyElseIsNotOverwrittenUnseen() throws IOException, InterruptedException {
        byte[] other = "{apiVersion: v1, kind: policy, metadata: {name: a}, spec: {order: 6}}"
                .getBytes(StandardCharsets.UTF_8);
        // Pipes make each wait for the other: the editor is open while somebody else writes.
        Process pipes = new ProcessBuilder("mkfifo", folder + "/open", folder + "/changed").start();
        assertThat(pipes.waitFor()).isZero();
        Thread somebody = Thread.ofPlatform().start(() -> {
            try {
                Files.readString(folder.resolve("open"));
                Run.of(gateway.address(), other, List.of("apply", "-f", "-"));
                Files.writeString(folder.resolve("changed"), "yes");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Run run = edit("if [ $N = 0 ]; then echo > " + folder + "/open; cat " + folder
                + "/changed > /dev/null; sed -i 's/order: 5/order: 7/' \"$1\"; fi");
        somebody.join();
        assertThat(run.status()).isEqualTo(1);
        assertThat(opened(1).replaceFirst("(?s)\napiVersion: .*", "\n")).isEqualTo("""
                        #! Somebody else has changed it meanwhile, as shown here. Change something and save, and that is replaced.
                        #! --- when it was opened
                        #! +++ as it is stored now
                        #! @@ -3,7 +3,7 @@
                        #!  metadata:
                        #!    name: a
                        #!  spec:
                        #! -  order: 5
                        #! +  order: 6
                        #!    selector: all()
                        #!    types:
                        #!    - ingress
                        """);
        assertThat(opened(1)).contains("\n  order: 7\n").doesNotContain("\n  order: 6\n");
        assertThat(order()).isEqualTo("6");
        Files.delete(Path.of(run.err().lines().toList().getLast().replaceAll(".* ", "")));
    }
}
