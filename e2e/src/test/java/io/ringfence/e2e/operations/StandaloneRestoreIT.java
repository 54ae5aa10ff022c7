package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.deploy.Folders;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import io.ringfence.standalone.Standalone;
import io.ringfence.standalone.StandaloneSettings;
import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.ringfence.testkit.Given;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Puts an earlier copy of a standalone's folder back, whole and the store alone, as {@code docs/OPERATIONS.md} says. */
@ExtendWith(VertxExtension.class)
class StandaloneRestoreIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Resource KEPT = Given.policy("kept").selects("all()").build();
    private static final Resource LOST = Given.policy("lost").selects("all()").build();
    private static final Resource NEW = Given.policy("new").selects("all()").build();

    @TempDir
    Path folder;

    private Vertx vertx;
    private Path data;
    private Path copy;

    /** What a running one is asked. */
    private interface Task {
        void apply(Standalone standalone, GatewayClient gateway);
    }

    /** A copy is made after {@code KEPT}; the folder goes on to {@code LOST}. */
    @BeforeEach
    void makeACopyAndGoOn(Vertx given) throws IOException {
        vertx = given;
        data = folder.resolve("data");
        copy = folder.resolve("copy");
        running((standalone, gateway) -> write(gateway, KEPT));
        copy(data, copy);
        running((standalone, gateway) -> write(gateway, LOST));
    }

    @Test
    void theWholeFolderIsTheStateOfItsCopy() throws IOException {
        Folders.remove(data);
        copy(copy, data);
        running((standalone, gateway) -> {
            assertThat(gateway.everything()).contains(KEPT).doesNotContain(LOST);
            write(gateway, NEW);
            assertThat(gateway.everything()).contains(KEPT, NEW);
        });
    }

    @Test
    void theStoreAloneIsRefusedUntilTheTopicsAreRemoved() throws IOException {
        Folders.remove(data.resolve("store"));
        copy(copy.resolve("store"), data.resolve("store"));
        running((standalone, gateway) -> {
            try (GatewayClient store = new GatewayClient(address(standalone, "policy-store"))) {
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> store.get("/readyz").body(), body -> body.contains("Remove policy.events"));
            }
            assertThat(gateway.everything()).as("reads are of the topic").contains(LOST);
        });
        Folders.remove(data.resolve("kafka"));
        running((standalone, gateway) -> {
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(gateway.everything()).contains(KEPT).doesNotContain(LOST));
            write(gateway, NEW);
            assertThat(gateway.everything()).contains(KEPT, NEW);
        });
    }

    private static URI address(Standalone standalone, String service) {
        return Objects.requireNonNull(standalone.addresses().get(service), service);
    }

    private static void write(GatewayClient gateway, Resource resource) {
        Revision revision = gateway.change(List.of(resource), List.of());
        gateway.awaitRealized(revision, 1, LIMIT);
    }

    private void running(Task task) {
        SimulatedHost host = new SimulatedHost("host-1", "", "dry-run", "auto");
        Standalone standalone =
                await(Standalone.start(vertx, new StandaloneSettings(data, "127.0.0.1", 0, List.of(host))));
        try (GatewayClient gateway = new GatewayClient(standalone.api())) {
            await(standalone.awaitReady(LIMIT));
            task.apply(standalone, gateway);
        } finally {
            await(standalone.stop());
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
