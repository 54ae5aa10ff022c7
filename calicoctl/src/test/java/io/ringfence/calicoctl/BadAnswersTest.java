package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ringfence.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there, or is none of ours: a text that helps, status 1, no stack trace. */
final class BadAnswersTest {
    private static final String CHECK =
            "Check that the gateway runs there, or name another address with --api, RINGFENCE_API or a config file.\n";

    @TempDir
    private Path folder;

    private static Run against(int status, String type, String body, String... args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (!type.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Type", type);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String api = "http://127.0.0.1:" + server.getAddress().getPort();
            Run run = Run.of(api, args);
            return new Run(run.status(), run.out(), run.err().replace(api, "http://API"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobodyListens() {
        int port = FreePort.next();
        Run run = Run.of("http://127.0.0.1:" + port, "get", "policy");
        assertThat(run.err())
                .isEqualTo("Failed to reach the API at http://127.0.0.1:" + port + "/v1/policies: Connection refused\n"
                        + CHECK);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theHostHasNoAddress() {
        Run run = Run.of("http://no-such-host.invalid", "profile", "show");
        assertThat(run.err()).contains("unknown host no-such-host.invalid").contains(CHECK);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void anotherServerAnswers() throws IOException {
        Run run = against(200, "text/html", "<html>hello</html>", "get", "policy");
        assertThat(run)
                .isEqualTo(new Run(
                        1,
                        "",
                        "http://API/v1/policies answered GET with status 200 and text/html, which is not Ringfence's API.\n"
                                + CHECK));
        assertThat(against(404, "text/plain", "no", "profile", "X", "rule", "show")
                        .err())
                .startsWith("http://API/v1/profiles/X answered GET with status 404 and text/plain");
        assertThat(against(302, "", "", "profile", "add", "X").err())
                .startsWith("http://API/v1/profiles answered POST with status 302 and no content type");
    }

    @Test
    void theAnswerIsCutShortOrStrange() throws IOException {
        Run cut = against(200, "application/json", "{\"revision\":1,\"items\":[{\"res", "get", "policy");
        assertThat(cut.err()).startsWith("The answer of http://API/v1/policies to GET cannot be read:");
        assertThat(cut.status()).isEqualTo(1);
        assertThat(cut.out()).isEmpty();
        assertThat(against(200, "application/json", "[]", "get", "policy").err())
                .startsWith("The answer of http://API/v1/policies to GET cannot be read: expected an object");
        assertThat(against(200, "application/json", "{\"revision\":1}", "get", "policy")
                        .err())
                .startsWith("The answer of http://API/v1/policies to GET cannot be read: expected a list of items");
        assertThat(against(200, "application/json", "{\"revision\":1}", "node", "status")
                        .err())
                .startsWith("The answer of http://API/v1/hosts to GET cannot be read: expected a list of hosts");
        assertThat(against(
                                200,
                                "application/json",
                                "{\"items\":[{\"resource\":{\"apiVersion\":\"v9\",\"kind\":\"policy\"}}]}",
                                "get",
                                "policy")
                        .err())
                .contains("cannot be read: not a resource")
                .contains("The gateway may be of another version than this calicoctl.");
    }

    /** Also where a name would lead a path to another resource: such a request is not sent at all. */
    @Test
    void anotherResourceIsAnsweredFor() throws IOException {
        assertThat(against(
                                200,
                                "application/json",
                                "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":\"other\"},\"spec\":{}}",
                                "patch",
                                "tier",
                                "mine",
                                "-p",
                                "{}")
                        .err())
                .startsWith("The answer of http://API/v1/tiers/mine to GET cannot be read: expected Tier(name=mine)\n");
        for (String command : List.of(
                "delete tier ..",
                "delete tier . --dry-run",
                "profile . rule show",
                "profile .. tag show",
                "label tier .. a=b")) {
            Run run = against(204, "", "", command.split(" ", -1));
            assertThat(run.status()).as(command).isEqualTo(1);
            assertThat(run.out()).as(command).isEmpty();
            assertThat(run.err()).as(command).contains("no path leads to ").contains("' is no name");
        }
    }

    /** A server that did not understand may have written. */
    @Test
    void aDryRunBelievesOnlyWhoSaysThatNothingWasWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "{apiVersion: v1, kind: policy, metadata: {name: a}}");
        for (String answer : List.of(
                "{\"revision\":7,\"results\":[{\"key\":\"policy/a\",\"result\":\"created\"}]}",
                "{\"dryRun\":true,\"results\":[]}",
                "{\"dryRun\":true,\"results\":[{\"key\":\"policy/a\",\"result\":\"eaten\"}]}")) {
            Run run = against(200, "application/json", answer, "apply", "--dry-run", "-f", file.toString());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("cannot be read").contains("may be of another version");
        }
    }

    @Test
    void aDryDeletionBelievesOnlyWhoSaysThatNothingWasWritten() throws IOException {
        Run run = against(204, "", "", "delete", "policy", "a", "--dry-run");
        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "The gateway at http://API does not say that nothing was deleted; it may be of another version than this calicoctl.\n"));
    }

    @Test
    void theServerSaysWhyItCannot() throws IOException {
        String problem = "{\"status\":503,\"title\":\"Service Unavailable\",\"detail\":\"the store is down\"}";
        assertThat(against(503, "application/problem+json", problem, "get", "policy"))
                .isEqualTo(new Run(1, "", "Failed to get resources: the store is down\n"));
        assertThat(against(503, "application/problem+json", problem, "profile", "X", "tag", "show"))
                .isEqualTo(new Run(1, "", "Failed to read profile X: the store is down\n"));
        assertThat(against(503, "application/problem+json", problem, "profile", "add", "X"))
                .isEqualTo(new Run(1, "", "Failed to create profile X: the store is down\n"));
        assertThat(against(503, "application/problem+json", problem, "delete", "policy", "x"))
                .isEqualTo(new Run(1, "", "Failed to delete 'policy' resource: the store is down\n"));
    }

    /** The gateway lost the store's answer: the write may be there, and no text may say that it is not. */
    @Test
    void theServerDoesNotKnowWhetherItWrote() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "{apiVersion: v1, kind: policy, metadata: {name: a}}");
        String apply = "apply -f " + file;
        String fate = "it was lost; the write may or may not have been stored: read the resource before trying again\n";
        String problem = "{\"type\":\"urn:ringfence:problem:outcome-unknown\",\"status\":503,\"detail\":\""
                + fate.strip() + "\"}";
        for (String command : List.of(apply, "delete policy a", "profile add X")) {
            Run run = against(503, "application/problem+json", problem, command.split(" ", -1));
            assertThat(run.status()).as(command).isEqualTo(1);
            assertThat(run.err())
                    .as(command)
                    .matches("http://API/v1/\\S+ answered (POST|DELETE) with status 503: \\Q" + fate + "\\E");
        }
        assertThat(against(503, "application/problem+json", problem, (apply + " --no-atomic").split(" ", -1))
                        .err())
                .endsWith(
                        "The batch of resources 1 to 1 may or may not have been applied, nor was anything after it. Go on from"
                                + " resource 1, Policy(name=a),\n  in " + file + ", document 1, line 1\n");
        assertThat(against(503, "application/problem+json", problem, (apply + " --dry-run --no-atomic").split(" ", -1))
                        .err())
                .contains("The batch of resources 1 to 1 was not applied")
                .endsWith("Dry run: nothing was written.\n");
    }

    @Test
    void aFailureThatIsNotExplainedMayHaveComeAfterTheWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "{apiVersion: v1, kind: policy, metadata: {name: a}}");
        String[] apply = {"apply", "-f", file.toString()};
        String unknown =
                "What was asked for may or may not have been done: look at what is stored before you ask again.\n";
        assertThat(against(502, "text/html", "<html>", apply).err())
                .isEqualTo(
                        "http://API/v1/transactions?op=apply answered POST with status 502 and text/html, which is not"
                                + " Ringfence's API.\n" + CHECK + unknown);
        assertThat(against(500, "application/problem+json", "{\"detail\":\"a fault\"}", apply)
                        .err())
                .isEqualTo("http://API/v1/transactions?op=apply answered POST with status 500: a fault\n" + unknown);
        assertThat(against(200, "application/json", "{}", apply).err()).endsWith(unknown);
        for (String command : List.of("get policy", "delete policy a --dry-run")) {
            assertThat(against(502, "text/html", "<html>", command.split(" ", -1))
                            .err())
                    .as(command)
                    .endsWith(CHECK);
        }
        assertThat(against(404, "text/html", "<html>", apply).err()).endsWith(CHECK);
    }

    @Test
    void theServerFailsWithoutAWord() throws IOException {
        assertThat(against(500, "", "", "get", "policy"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "http://API/v1/policies answered GET with status 500 and no content type, which is not Ringfence's API.\n"
                                + CHECK));
    }
}
