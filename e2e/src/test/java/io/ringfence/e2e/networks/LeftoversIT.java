package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when an engine or an agent ends between two of its calls. */
final class LeftoversIT {
    private static final String TAIL = "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @TempDir
    static Path folder;

    private static Stage stage;
    private static String network;

    @BeforeAll
    static void start() {
        stage = new Stage(folder, "300ms");
        network = stage.otherNetwork();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static void create(String id, int n) {
        assertThat(stage.plugin.network(
                        "CreateEndpoint",
                        "{\"NetworkID\":\"" + network + "\",\"EndpointID\":\"" + id
                                + "\",\"Interface\":{\"Address\":\"10.65.1." + n + "/32\"}}"))
                .endsWith(" 200");
    }

    private static void join(String id) {
        assertThat(stage.plugin.network("Join", "{\"NetworkID\":\"" + network + "\",\"EndpointID\":\"" + id + "\"}"))
                .endsWith(" 200");
    }

    private static void awaitNothingOf(String id) {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> stage.stored(Stage.endpoint(Stage.HOST, id)).isEmpty()
                        && !stage.interfaces().contains("cali" + id.substring(0, 11)));
    }

    @Test
    void anEndpointThatNoContainerGotIsRemoved() {
        String id = "a" + TAIL;
        create(id, 1);
        awaitNothingOf(id);
    }

    @Test
    void aLinkWhoseOtherEndWasNeverMovedIsRemovedWithItsEndpoint() {
        String id = "b" + TAIL;
        create(id, 2);
        join(id);
        awaitNothingOf(id);
    }

    @Test
    void aLinkWithoutEndpointIsRemovedAndForeignOnesStay() {
        String id = "c" + TAIL;
        stage.netns.ip("link add cali00000000000 type veth peer name elsewhere");
        stage.netns.ip("link add cali" + id.substring(0, 11) + " type veth peer name temp" + id.substring(0, 11));
        awaitNothingOf(id);
        assertThat(stage.interfaces()).contains("cali00000000000", "elsewhere");
        stage.netns.ip("link delete cali00000000000");
    }

    @Test
    void endpointsOfOthersStay() {
        String id = "d" + TAIL;
        WorkloadEndpoint foreign = new WorkloadEndpoint(
                Stage.HOST,
                "docker",
                "libnetwork",
                id,
                null,
                Map.of(),
                List.of(Cidr.of("10.65.1.4/32")),
                List.of(),
                null,
                null,
                List.of(),
                "calid123456789a",
                null,
                List.of());
        stage.gateway.change(List.of(foreign), List.of());
        create("e" + TAIL, 3);
        // When the one beside it has gone there have been two looks.
        awaitNothingOf("e" + TAIL);
        assertThat(stage.stored(foreign.key())).contains(foreign);
        stage.gateway.change(List.of(), List.of(foreign.key()));
    }
}
