package io.ringfence.kit.lifecycle;

import io.ringfence.kit.config.Configuration;
import io.ringfence.kit.config.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service as this process, from {@code main} to the exit.
 *
 * <p>Exit codes: 0 stopped in order by a signal, 1 could not start or not stop in time, 2 wrong settings or command line, 70 a bug:
 * an exception that nobody caught, on an event loop or any other thread. It is logged once and the process ends, so that it starts clean.
 */
public final class ServiceMain {
    static final int STOPPED = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int BUG = 70;

    /** For the service, and again for what it ran on; orchestrators kill after thirty seconds. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private final String name;
    private final Vertx vertx = Vertx.vertx();
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile @Nullable Service service;
    private volatile int exitCode = STOPPED;

    private ServiceMain(String name) {
        this.name = name;
    }

    /** Starts a service; the future fails when it cannot start. */
    @FunctionalInterface
    public interface Starter<R extends Record> {
        Future<? extends Service> start(Vertx vertx, R settings);
    }

    /**
     * Reads the settings, starts the service and returns; the process goes on until a signal or a bug ends it.
     *
     * @param settings filled from the environment and from the file of {@code --config FILE}
     */
    public static <R extends Record> void run(String name, Class<R> settings, String[] arguments, Starter<R> starter) {
        List<String> words = List.of(arguments);
        if (words.equals(List.of("--help"))) {
            System.out.println("usage: " + name + " [--config FILE]\nSettings, from the environment or the file:");
            Configuration.reference(settings).forEach(line -> System.out.println("  " + line));
            return;
        }
        boolean withFile = words.size() == 2 && words.getFirst().equals("--config");
        if (!words.isEmpty() && !withFile) {
            System.err.println("usage: " + name + " [--config FILE]");
            Runtime.getRuntime().halt(MISUSED);
        }
        try {
            R values = Configuration.load(settings, System.getenv(), withFile ? Path.of(words.get(1)) : null);
            new ServiceMain(name).start(values, starter);
        } catch (ConfigurationException e) {
            System.err.println(name + " cannot start, its settings are wrong:");
            e.problems().forEach(problem -> System.err.println("  " + problem));
            Runtime.getRuntime().halt(MISUSED);
        }
    }

    private <R extends Record> void start(R settings, Starter<R> starter) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> bug(error));
        vertx.exceptionHandler(this::bug);
        LOG.info("{} starts with {}", name, settings);
        starter.start(vertx, settings)
                .onSuccess(started -> {
                    service = started;
                    LOG.info("{} listens on port {}", name, started.port());
                })
                .onFailure(error -> {
                    LOG.error("{} cannot start", name, error);
                    exit(FAILED);
                });
    }

    private void bug(Throwable error) {
        if (!ending.get()) {
            LOG.error("{} ends because of a bug", name, error);
        }
        exit(BUG);
    }

    /** On a thread of its own: the caller may be the event loop that an orderly stop needs. The first reason counts. */
    private void exit(int code) {
        if (ending.compareAndSet(false, true)) {
            exitCode = code;
            Thread.ofPlatform().name("exit").start(() -> System.exit(code));
        }
    }

    /** The JVM's shutdown hook. It halts, because a hook cannot otherwise change the exit code of a signal. */
    private void stop() {
        ending.set(true);
        int code = exitCode;
        Service running = service;
        try {
            if (running != null) {
                await(running.stop());
            }
            // Not chained to the stop: what is told on an event loop is not told any more once that has ended.
            await(vertx.close());
            LOG.info("{} has stopped", name);
        } catch (TimeoutException e) {
            LOG.error("{} did not stop within {}", name, STOP_LIMIT);
            code = Math.max(code, FAILED);
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            LOG.error("{} did not stop in order", name, e);
            code = Math.max(code, FAILED);
        }
        LogManager.shutdown();
        Runtime.getRuntime().halt(code);
    }

    private static void await(Future<Void> future) throws ExecutionException, InterruptedException, TimeoutException {
        future.toCompletionStage().toCompletableFuture().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
