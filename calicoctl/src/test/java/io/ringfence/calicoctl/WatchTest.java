package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code get --watch}; each ends because the gateway goes away after some requests. */
final class WatchTest {
    private static String event(long revision, String type, String name, String resource) {
        return "id: " + revision + "\nevent: " + type + "\ndata: {\"revision\":" + revision
                + ",\"last\":true,\"key\":\"policy/" + name + "\",\"kind\":\"policy\",\"resource\":" + resource
                + "}\n\n";
    }

    private static String policy(String name, int order) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"policy\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":{\"order\":" + order + ",\"selector\":\"all()\",\"types\":[\"ingress\"]}}";
    }

    private static Run watch(String... args) throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            Run.of(gateway.address(), policy("a", 1).getBytes(StandardCharsets.UTF_8), List.of("create", "-f", "-"));
            gateway.event(event(2, "updated", "a", policy("a", 2)) + event(3, "created", "b", policy("b", 3))
                    + event(4, "deleted", "a", "null") + "event: restart\ndata: {}\n\n");
            gateway.vanishAfter(3);
            return Run.of(gateway.address(), args);
        }
    }

    @Test
    void changesFollowTheTable() throws IOException {
        Run run = watch("get", "policy", "-o", "wide", "--watch");
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly("NAME ORDER SELECTOR", "a 1 all()", "a 2 all()", "b 3 all()");
        assertThat(run.err()).startsWith("Policy(name=a) was deleted.\nFailed to reach the API at ");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void onlyTheOneThatIsNamedIsShown() throws IOException {
        Run run = watch("get", "policy", "b", "-o", "custom-columns=NAME", "-w");
        assertThat(run.out().lines().map(String::strip)).containsExactly("NAME", "b");
        assertThat(run.err()).startsWith("Failed to reach the API at ");
    }

    @Test
    void inYamlEachChangeIsADocumentOfItsOwn() throws IOException {
        assertThat(watch("get", "policy", "-o", "yaml", "-w").out().lines().filter(line -> line.contains("order")))
                .containsExactly("    order: 1", "    order: 2", "    order: 3");
    }

    @Test
    void aFileCannotBeWatched() {
        Run run = Run.of("http://127.0.0.1:1", "get", "-f", "x", "--watch");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Name a kind to watch, not a file.");
    }
}
