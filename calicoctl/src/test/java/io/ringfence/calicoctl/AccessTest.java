package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens and contexts, from the words to the request. */
final class AccessTest {
    @TempDir
    Path folder;

    @Test
    void aTokenOpensTheGatewayAndIsNeverPrinted() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.demand("s3cret");
            assertThat(Run.of(gateway.address(), "get", "tier")).isEqualTo(new Run(1, "", """
                            Failed to get resources: connection is unauthorized
                            The gateway demands a token: name its file with --token-file, RINGFENCE_TOKEN_FILE or in the context.
                            """));
            Run shown = Run.of(gateway.address(), "-v", "get", "tier", "--token-file", token.toString());
            assertThat(shown.status()).isZero();
            assertThat(shown.err()).isEqualTo("GET " + gateway.address() + "/v1/tiers -> 200, request id-2\n");
            assertThat(Run.in(Map.of("RINGFENCE_API", gateway.address(), "RINGFENCE_TOKEN", "s3cret"), "get", "tier")
                            .status())
                    .isZero();
            Run wrong =
                    Run.in(Map.of("RINGFENCE_API", gateway.address(), "RINGFENCE_TOKEN", "0ther"), "get", "tier", "-v");
            assertThat(wrong.status()).isEqualTo(1);
            assertThat(wrong.err()).contains("-> 401, request id-4").doesNotContain("0ther");
        }
    }

    /** The JDK's client hides the body of this answer from whoever sent one. */
    @Test
    void whoeverWritesWithoutATokenIsToldTheSame() throws IOException {
        String told = """
                connection is unauthorized
                The gateway demands a token: name its file with --token-file, RINGFENCE_TOKEN_FILE or in the context.
                """;
        byte[] policy = "{apiVersion: v1, kind: policy, metadata: {name: a}}".getBytes(StandardCharsets.UTF_8);
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.demand("s3cret");
            assertThat(Run.of(gateway.address(), policy, List.of("create", "-f", "-")))
                    .isEqualTo(new Run(1, "", "Failed to create 'policy' resource: " + told));
            assertThat(Run.of(gateway.address(), "profile", "add", "WEB"))
                    .isEqualTo(new Run(1, "", "Failed to create profile WEB: " + told));
            assertThat(Run.of(gateway.address(), "delete", "policy", "a"))
                    .isEqualTo(new Run(1, "", "Failed to delete 'policy' resource: " + told));
            assertThat(gateway.resources()).isEmpty();
        }
    }

    @Test
    void contextsAreKeptListedAndUsed() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Path file = folder.resolve("settings/contexts.yaml");
        Map<String, String> environment = Map.of("RINGFENCE_CONTEXTS", file.toString());
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.demand("s3cret");
            assertThat(Run.in(environment, "context", "show")).isEqualTo(new Run(1, "", "No context is current.\n"));
            assertThat(Run.in(environment, "context", "set", "lab", "--api=http://127.0.0.1:1"))
                    .isEqualTo(new Run(0, "Context lab is set and current.\n", ""));
            assertThat(Run.in(
                            environment,
                            "context",
                            "set",
                            "prod",
                            "--api",
                            gateway.address(),
                            "--token-file",
                            token.toString()))
                    .isEqualTo(new Run(0, "Context prod is set.\n", ""));
            assertThat(Run.in(environment, "get", "tier", "--context=prod").status())
                    .isZero();
            assertThat(Run.in(environment, "context", "use", "pord"))
                    .isEqualTo(new Run(
                            1, "", "No such context: pord. 'calicoctl context list' shows all.\nDid you mean prod?\n"));
            assertThat(Run.in(environment, "context", "use", "prod"))
                    .isEqualTo(new Run(0, "Context prod is current.\n", ""));
            assertThat(Run.in(environment, "context", "show")).isEqualTo(new Run(0, "prod\n", ""));
            assertThat(Run.in(environment, "get", "tier").status()).isZero();
            assertThat(Run.in(environment, "context", "list")
                            .out()
                            .lines()
                            .map(line -> line.replaceAll(" +", " ").strip()))
                    .containsExactly(
                            "CURRENT NAME API TOKEN-FILE",
                            "lab http://127.0.0.1:1",
                            "* prod " + gateway.address() + " " + token);
            assertThat(Files.readString(file)).doesNotContain("s3cret");
            assertThat(Run.in(environment, "__complete", "context", "use", "p").out())
                    .isEqualTo("prod\n");
        }
    }

    @Test
    void aContextThatIsRemovedIsNamedNoMoreAndThenNoneMayBeCurrent() throws IOException {
        Path file = folder.resolve("contexts.yaml");
        Map<String, String> environment = Map.of("RINGFENCE_CONTEXTS", file.toString());
        for (String name : new String[] {"lab", "prod"}) {
            Run.in(environment, "context", "set", name, "--api=http://127.0.0.1:1");
        }
        assertThat(Run.in(environment, "context", "remove", "pord"))
                .isEqualTo(new Run(
                        1, "", "No such context: pord. 'calicoctl context list' shows all.\nDid you mean prod?\n"));
        assertThat(Run.in(environment, "context", "remove", "prod"))
                .isEqualTo(new Run(0, "Context prod is removed.\n", ""));
        assertThat(Run.in(environment, "context", "show").out()).isEqualTo("lab\n");
        assertThat(Run.in(environment, "context", "remove", "lab"))
                .isEqualTo(new Run(0, "Context lab is removed. None is current.\n", ""));
        assertThat(Run.in(environment, "context", "show")).isEqualTo(new Run(1, "", "No context is current.\n"));
        assertThat(Run.in(environment, "context", "list").out().lines()).hasSize(1);
    }

    @Test
    void theGatewayMayBeNamedBeforeTheCommandAndAnotherBehindItCounts() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.demand("s3cret");
            String here = gateway.address();
            assertThat(Run.in(Map.of(), "--api", here, "--token-file=" + token, "get", "tier")
                            .status())
                    .isZero();
            assertThat(Run.in(
                                    Map.of(),
                                    "--api=http://127.0.0.1:1",
                                    "get",
                                    "tier",
                                    "--api",
                                    here,
                                    "--token-file=" + token)
                            .status())
                    .isZero();
            Run unknown = Run.in(Map.of(), "--api", here, "gt", "tier");
            assertThat(unknown.status()).isEqualTo(2);
            assertThat(unknown.err()).startsWith("Unknown command: \"gt\"");
        }
    }

    @Test
    void settingsThatAreNamedEmptyOrRelativeAreNotNamed() throws IOException {
        Map<String, String> home = Map.of("HOME", folder.toString());
        assertThat(Run.in(home, "context", "set", "lab", "--api=http://127.0.0.1:1")
                        .status())
                .isZero();
        assertThat(folder.resolve(".config/ringfence/contexts.yaml")).exists();
        for (String settings : new String[] {"", "relative"}) {
            Map<String, String> environment = Map.of("HOME", folder.toString(), "XDG_CONFIG_HOME", settings);
            assertThat(Run.in(environment, "context", "show")).as(settings).isEqualTo(new Run(0, "lab\n", ""));
        }
        Map<String, String> elsewhere = Map.of(
                "HOME",
                folder.toString(),
                "XDG_CONFIG_HOME",
                folder.resolve("else").toString());
        assertThat(Run.in(elsewhere, "context", "show").err()).isEqualTo("No context is current.\n");
    }

    @Test
    void wordsThatAreNoContextCommandAreMisuse() {
        Map<String, String> environment =
                Map.of("RINGFENCE_CONTEXTS", folder.resolve("none.yaml").toString());
        for (String words : new String[] {
            "context",
            "context use",
            "context list x",
            "context set a",
            "context use a --api=x",
            "context forget a",
            "context remove",
            "context remove a --api=x"
        }) {
            Run run = Run.in(environment, words.split(" ", -1));
            assertThat(run.status()).as(words).isEqualTo(2);
            assertThat(run.err()).as(words).contains("These words are no context command.");
        }
        assertThat(Run.in(environment, "context", "set", "a", "--api=ftp://x"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "Invalid API address 'ftp://x': it must look like http://HOST:PORT or https://HOST:PORT.\n"));
    }
}
