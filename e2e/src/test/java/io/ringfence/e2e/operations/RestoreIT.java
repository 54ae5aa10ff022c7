package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.e2e.deploy.Folders;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.fault.KernelImage;
import io.ringfence.e2e.net.Command;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores etcd from a snapshot that is older than what the topics say, in the steps of {@code docs/OPERATIONS.md}. */
class RestoreIT {
    private static final int HOSTS = 2;
    private static final int CHANGES_LOST = 10;

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void start() {
        fleet = new Fleet(HOSTS);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void anOlderSnapshotIsPublishedAnewAndKernelsKeepWhatTheyHadUntilThen() {
        List<Resource> kept = Fleet.oneWorkloadEach(HOSTS);
        Revision restored = fleet.change(kept, List.of());
        Map<String, KernelImage> atTheSnapshot = fleet.kernels();
        Path snapshot = folder.resolve("etcd.snapshot");
        etcdctl(
                "snapshot",
                "save",
                snapshot.toString(),
                "--endpoints",
                fleet.ringfence().etcd());

        Resource lost = Given.policy("lost").selects("role == 'app'").build();
        for (int i = 0; i < CHANGES_LOST; i++) {
            fleet.gateway().change(List.of(Fleet.appsReach(1000 + i)), List.of());
        }
        Revision lastLost = fleet.change(List.of(lost), List.of());
        Map<String, KernelImage> later = fleet.kernels();
        assertThat(later).isNotEqualTo(atTheSnapshot);

        fleet.stop("store-");
        fleet.stop("gateway");
        fleet.stop("compiler-");
        restore(snapshot);

        // What happens to who skips a step: nothing is published, and the store says why.
        fleet.start("store-");
        awaitRefusal();
        Awaitility.await("elections alone raise the store beyond the topic")
                .atMost(Fleet.LIMIT)
                .until(() -> storeRevision().isAfter(lastLost));
        awaitRefusal();
        assertThat(fleet.kernels()).isEqualTo(later);
        fleet.stop("store-");

        fleet.kafka(admin -> admin.deleteTopics(List.of(Topics.EVENTS)).all().get());
        fleet.start("store-");
        fleet.start("compiler-");
        fleet.start("gateway");

        fleet.awaitEveryAgentAt(restored);
        assertThat(fleet.kernels()).isEqualTo(atTheSnapshot);
        assertThat(fleet.gateway().everything()).containsAll(kept).doesNotContain(lost);

        fleet.change(List.of(lost), List.of());
        assertThat(fleet.gateway().everything()).contains(lost);
        assertThat(fleet.kernels()).isNotEqualTo(atTheSnapshot);
    }

    private void restore(Path snapshot) {
        Path data = fleet.ringfence().etcdData();
        fleet.stop("etcd");
        Folders.remove(data);
        etcdctl("snapshot", "restore", snapshot.toString(), "--data-dir", data.toString());
        fleet.start("etcd");
    }

    private static void etcdctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst("etcdctl");
        Command.run(command.toArray(String[]::new));
    }

    private void awaitRefusal() {
        Awaitility.await()
                .atMost(Fleet.LIMIT)
                .ignoreExceptions()
                .until(() -> fleet.named("store-").stream().allMatch(this::refuses));
        assertThat(fleet.named("store-").stream()
                        .map(name -> Scrape.of(fleet.ringfence().address(name)))
                        .mapToDouble(scrape -> scrape.value("ringfence_publish_leading")
                                * (1 - scrape.value("ringfence_publish_trouble")))
                        .sum())
                .as("what the alert on publishing asks for")
                .isZero();
    }

    private boolean refuses(String store) {
        try (GatewayClient http = new GatewayClient(fleet.ringfence().address(store))) {
            return http.get("/readyz").body().contains("Remove policy.events");
        }
    }

    private Revision storeRevision() {
        try (GatewayClient http = new GatewayClient(fleet.ringfence().store())) {
            JsonNode snapshot = http.get("/internal/snapshot").json();
            return new Revision(snapshot.path("revision").asLong());
        }
    }
}
