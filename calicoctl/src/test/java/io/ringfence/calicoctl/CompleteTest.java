package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names that completion offers: those of the gateway that the command would ask, and none when that cannot be. */
final class CompleteTest {
    private static final Run NOTHING = new Run(0, "", "");

    @TempDir
    Path folder;

    private static void policy(FakeGateway gateway, String name) {
        byte[] text = "{apiVersion: v1, kind: policy, metadata: {name: %s}}"
                .formatted(name)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Run.of(gateway.address(), text, List.of("create", "-f", "-")).status())
                .isZero();
    }

    @Test
    void namesAreThoseOfTheGatewayThatTheCommandNames() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        try (FakeGateway lab = new FakeGateway();
                FakeGateway prod = new FakeGateway()) {
            policy(lab, "of-lab");
            policy(prod, "of-prod");
            prod.demand("s3cret");
            String api = prod.address();
            Path config = Files.writeString(
                    folder.resolve("prod.cfg"), "spec: {api: '" + api + "', tokenFile: '" + token + "'}");
            Map<String, String> environment = Map.of(
                    "RINGFENCE_API",
                    lab.address(),
                    "RINGFENCE_CONTEXTS",
                    folder.resolve("contexts.yaml").toString());
            Run.in(environment, "context", "set", "prod", "--api=" + api, "--token-file=" + token);

            assertThat(Run.in(environment, "__complete", "delete", "policy", "").out())
                    .isEqualTo("of-lab\n");
            for (List<String> words : List.of(
                    List.of("delete", "policy", "--context=prod", ""),
                    List.of("delete", "policy", "--context", "prod", "of"),
                    List.of("--context", "=", "prod", "delete", "policy", "of"),
                    List.of("--context=none", "get", "--context=prod", "policy", ""),
                    List.of("get", "--api=" + api, "--token-file", token.toString(), "policy", ""),
                    List.of("get", "-c", config.toString(), "policy", ""),
                    List.of("get", "--config=" + config, "policy", ""))) {
                List<String> all = new ArrayList<>(words);
                all.addFirst("__complete");
                assertThat(Run.in(environment, all.toArray(String[]::new)))
                        .as("%s", words)
                        .isEqualTo(new Run(0, "of-prod\n", ""));
            }
        }
    }

    private static String offered(FakeGateway gateway, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addFirst("__complete");
        return Run.of(gateway.address(), all.toArray(String[]::new)).out();
    }

    @Test
    void hostsEndpointsAndTagsAreThoseOfTheGateway() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.report("{\"host\": \"host-1\"}");
            gateway.report("{\"host\": \"host-2\"}");
            byte[] stored = """
                    - {apiVersion: v1, kind: profile, metadata: {name: WEB, tags: [WEB, front]}}
                    - apiVersion: v1
                      kind: workloadEndpoint
                      metadata: {node: host-1, orchestrator: docker, workload: web, name: eth7}
                      spec: {interfaceName: cali1}
                    """.getBytes(StandardCharsets.UTF_8);
            assertThat(Run.of(gateway.address(), stored, List.of("create", "-f", "-"))
                            .status())
                    .isZero();
            assertThat(offered(gateway, "node", "status", "--node=")).isEqualTo("--node=host-1\n--node=host-2\n");
            assertThat(offered(gateway, "get", "hep", "-n", "h")).isEqualTo("host-1\nhost-2\n");
            assertThat(offered(gateway, "endpoint", "show", "--host=host-2")).isEqualTo("--host=host-2\n");
            assertThat(offered(gateway, "endpoint", "")).isEqualTo("eth7\nshow\n");
            assertThat(offered(gateway, "endpoint", "show", "--endpoint=")).isEqualTo("--endpoint=eth7\n");
            assertThat(offered(gateway, "profile", "WEB", "tag", "remove", "")).isEqualTo("WEB\nfront\n");
            assertThat(offered(gateway, "profile", "none", "tag", "remove", "")).isEmpty();
        }
    }

    @Test
    void whateverCannotBeToldIsNothing() throws IOException {
        Map<String, String> environment = Map.of(
                "RINGFENCE_CONTEXTS",
                Files.writeString(folder.resolve("contexts.yaml"), "[").toString());
        for (String option : List.of(
                "--context=none",
                "--api=ftp://x",
                "--api=http://127.0.0.1:1",
                "--config=/none",
                "--token-file=\0",
                "-c=\0")) {
            assertThat(Run.in(environment, "__complete", "get", option, "policy", ""))
                    .as(option)
                    .isEqualTo(NOTHING);
        }
        assertThat(Run.in(environment, "__complete", "get", "--context", "")).isEqualTo(NOTHING);
        assertThat(Run.in(environment, "__complete", "profile", "--token-file=\0", "a")
                        .out())
                .isEqualTo("add\n");
        assertThat(Run.in(environment, "__complete", "endpoint", "--api=http://127.0.0.1:1", "")
                        .out())
                .isEqualTo("show\n");
        assertThat(Run.in(environment, "__complete", "node", "status", "--api=http://127.0.0.1:1", "--node="))
                .isEqualTo(NOTHING);
    }

    /** The limit stands between the second that completion waits and the minute that commands do; nothing is asserted on either. */
    @Test
    @Timeout(40)
    void aGatewayThatSaysNothingDoesNotHoldTheShell() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            assertThat(Run.of("http://127.0.0.1:" + silent.getLocalPort(), "__complete", "get", "policy", ""))
                    .isEqualTo(NOTHING);
        }
    }
}
