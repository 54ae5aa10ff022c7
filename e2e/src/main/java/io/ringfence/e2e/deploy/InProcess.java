package io.ringfence.e2e.deploy;

import io.ringfence.e2e.net.Host;
import io.ringfence.standalone.Standalone;
import io.ringfence.standalone.StandaloneSettings;
import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The standalone mode in this JVM, with an agent for each host. Any thread. */
final class InProcess implements Deployment {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final Standalone standalone;

    InProcess(List<Host> hosts, Backend backend) {
        try {
            folder = Files.createTempDirectory("ringfence-standalone");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SimulatedHost> agents = hosts.stream()
                .map(host -> new SimulatedHost(host.name(), host.netns().name(), "iptables", backend.setting()))
                .toList();
        try {
            standalone = await(Standalone.start(vertx, new StandaloneSettings(folder, "127.0.0.1", 0, agents)));
        } catch (RuntimeException e) {
            await(vertx.close());
            Folders.remove(folder);
            throw e;
        }
        try {
            await(standalone.awaitReady(LIMIT));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public URI api() {
        return standalone.api();
    }

    @Override
    public void close() {
        await(standalone.stop().eventually(vertx::close));
        Folders.remove(folder);
    }
}
