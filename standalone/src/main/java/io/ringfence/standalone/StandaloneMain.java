package io.ringfence.standalone;

import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code --data DIR --port N --dataplane iptables|dry-run [--host NAME] [--docker true]}: prints {@code ready URL} and what to do next. Exit
 * status 2 for a wrong command line, 1 when it cannot start, 0 after a signal.
 */
public final class StandaloneMain {
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneMain.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private StandaloneMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of("data");
        int port = 8080;
        String dataplane = "dry-run";
        String host = "";
        String docker = "false";
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--data" -> data = Path.of(value);
                case "--port" -> port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
                case "--dataplane" -> dataplane = value;
                case "--host" -> host = value;
                case "--docker" -> docker = value;
                default -> port = -1;
            }
        }
        if (port < 0
                || port > 65535
                || !List.of("iptables", "dry-run").contains(dataplane)
                || !List.of("true", "false").contains(docker)) {
            System.err.println(
                    "usage: --data DIR --port N --dataplane iptables|dry-run [--host NAME] [--docker true|false]");
            System.exit(2);
        }
        try {
            Files.createDirectories(data);
            String name = host.isEmpty() ? InetAddress.getLocalHost().getHostName() : host;
            run(new StandaloneSettings(
                    data,
                    "127.0.0.1",
                    port,
                    List.of(new SimulatedHost(name, "", dataplane, "auto", Map.of("DOCKER", docker)))));
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.error("cannot start", e);
            System.exit(1);
        }
    }

    private static void run(StandaloneSettings settings)
            throws InterruptedException, ExecutionException, TimeoutException {
        Vertx vertx = Vertx.vertx();
        Standalone standalone = Standalone.start(vertx, settings)
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, standalone), "stop"));
        standalone
                .awaitReady(START_LIMIT)
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        System.out.print(whatNext(standalone, settings));
        System.out.flush();
    }

    private static String whatNext(Standalone standalone, StandaloneSettings settings) {
        SimulatedHost host = settings.hosts().getFirst();
        return """
                ready %1$s
                Host %2$s, dataplane %3$s, state in %4$s, topics on %5$s. Try, in another terminal:
                  export RINGFENCE_API=%1$s PATH=$PWD/bin:$PATH
                  calicoctl profile add WEB
                  calicoctl profile WEB rule show
                  curl %1$s/v1/profiles
                  curl %1$s/v1/hosts
                """.formatted(standalone.api(), host.name(), host.dataplane(), settings.data(), standalone.kafka());
    }

    private static void stop(Vertx vertx, Standalone standalone) {
        try {
            standalone
                    .stop()
                    .eventually(vertx::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            LOG.error("did not stop in order", e);
        }
    }
}
