package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static Run run(String command) {
        return Run.of(NOWHERE, command.isEmpty() ? new String[0] : command.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get policy --colour",
                "get",
                "get policy a b",
                "get policy -f x",
                "create",
                "create policy",
                "apply -f",
                "delete --dry-run",
                "delete policy a --dry-run=yes",
                "delete policy a --wait=soon",
                "delete policy a --wait --dry-run",
                "delete policy a --no-atomic",
                "delete policy a -R",
                "delete -f x --wait --dry-run",
                "apply -f x --dry-run --wait=5s",
                "get policy -R",
                "get policy a --recursive --watch",
                "get policy --scope=all",
                "delete policy a --scope=all",
                "profile WEB rule add inbound --at=first allow",
                "profile WEB rule add inbound allow to ports 80",
                "profile",
                "profile X tag list",
                "endpoint",
                "endpoint X",
                "endpoint X profile",
                "endpoint X profile list",
                "endpoint X profile show Y",
                "endpoint X profile show --detailed",
                "endpoint X profile show --endpoint=Y",
                "endpoint show X",
                "container",
                "container add c",
                "container remove c --interface=eth1",
                "config",
                "config list",
                "config get",
                "config set ipip",
                "config get ipip on",
                "ipam show",
                "ipam --ip=10.0.0.1",
                "ipam show all --ip=10.0.0.1",
                "node",
                "node run",
                "node status host-1",
                "version --bogus",
                "--bogus",
                "--bogus get policy"
            })
    void wrongWordsEndWithTheUsageOnTheErrorOutput(String command) {
        Run run = run(command);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Invalid option: 'calicoctl " + command
                        + "'. Use flag '--help' to read about a specific subcommand.\n")
                .contains("\nUsage: calicoctl");
    }

    /** Before anything is asked: there is no gateway here. */
    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            get policy -o xml                             -> unrecognized output format 'xml'
            get policy a -w -o YAML                       -> unrecognized output format 'YAML'
            get policy -o custom-columns=NAME,COLOUR      -> Unknown heading COLOUR, valid values are: NAME, ORDER, SELECTOR
            get policy a --watch -o custom-columns=COLOUR -> Unknown heading COLOUR, valid values are: NAME, ORDER, SELECTOR
            """)
    void anOutputThatThereIsNotIsNamedAlone(String command, String message) {
        assertThat(run(command)).isEqualTo(new Run(2, "", message + "\n"));
    }

    @Test
    void anUnknownCommandIsNamed() {
        for (String command : new String[] {"endpoints show", "-l debug containers add x", "show"}) {
            Run run = run(command);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("Unknown command: \"").contains("\nUsage: calicoctl [options] <command>");
        }
    }

    @Test
    void noCommandShowsTheUsage() {
        Run run = run("");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: calicoctl [options] <command> [<args>...]\n");
    }

    @Test
    void helpIsAResult() {
        for (String command : new String[] {
            "--help",
            "-h",
            "get --help",
            "profile -h",
            "create --help",
            "version -h",
            "endpoint --help",
            "container --help",
            "config --help",
            "ipam --help",
            "node --help",
            "--help get",
            "-h delete policy a"
        }) {
            Run run = run(command);
            assertThat(run.status()).as(command).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("Usage: calicoctl");
        }
        assertThat(run("--help").out())
                .contains("create")
                .contains("replace")
                .contains("apply")
                .contains("delete")
                .contains("get")
                .contains("profile")
                .contains("version");
    }

    @Test
    void versionNeedsNoServer() {
        Run run = run("version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("Version: +\\d+\\.\\d+\\.\\d+\\S*\nJava: +\\S+\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theLogLevelIsChecked() {
        Run run = run("--log-level=loud version");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("Unknown log level: loud, expected one of: \npanic, fatal, error, warn, info, debug.\n");
        assertThat(run("-l debug version").status()).isZero();
    }

    @Test
    void anArgumentThatBeginsWithAnAtSignIsNoFileToRead() {
        assertThat(run("profile add @/etc/hostname").err()).startsWith("Profile names must be");
    }

    @Test
    void whatWasProbablyMeantIsNamed() {
        assertThat(run("aply -f x").err()).startsWith("Unknown command: \"aply\"\nDid you mean apply?\n");
        assertThat(run("elephant").err()).startsWith("Unknown command: \"elephant\"\nUsage");
        assertThat(run("apply --filname=x").err()).contains("\nDid you mean --filename?\n");
        assertThat(run("get policy --colour").err()).doesNotContain("Did you mean");
    }

    /** The commands as the program's own help lists them. */
    @Test
    void everyCommandsHelpEndsWithExamples() {
        String help = run("--help").out();
        List<String> commands = help.substring(help.indexOf("Commands:\n") + "Commands:\n".length())
                .lines()
                .takeWhile(line -> line.startsWith("  "))
                .filter(line -> !line.startsWith("   "))
                .map(line -> line.strip().split(" ", -1)[0])
                .toList();
        assertThat(commands).contains("apply", "convert", "edit", "profile");
        for (String command : commands) {
            assertThat(run(command + " --help").out())
                    .as(command)
                    .containsPattern("\nExamples:\n  .*calicoctl " + command);
        }
    }

    @Test
    void aTimeToWaitHasAUnit() {
        Run run = run("apply -f x --wait=soon");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'soon' is no time such as 500ms, 30s or 2m.");
    }
}
