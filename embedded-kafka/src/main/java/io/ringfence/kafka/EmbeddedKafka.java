package io.ringfence.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A running broker. Thread-safe. Close it before its folder is removed: a broker whose folder vanishes halts the JVM, which is Kafka's
 * own answer to a lost disk.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Somebody may take a free port between our finding it and the broker's binding it. More often than this is no accident. */
    private static final int PORT_ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final int port;
    private final @Nullable Path temporary;
    private boolean closed; // guarded by this

    private EmbeddedKafka(KafkaRaftServer server, BrokerSettings settings, @Nullable Path temporary) {
        this.server = server;
        this.bootstrapServers = settings.bootstrapServers();
        this.port = settings.brokerPort();
        this.temporary = temporary;
    }

    /**
     * Starts a broker and waits until it serves, some seconds.
     *
     * @param data made and formatted when it is new; otherwise its topics are there again
     * @param port on the loopback interface; 0 takes a free one
     * @throws UncheckedIOException when the folder cannot be used or the port is taken
     */
    public static EmbeddedKafka start(Path data, int port) {
        return start(data, port, Map.of());
    }

    /** As {@link #start(Path, int)}; {@code overrides} are broker settings that win over ours. */
    public static EmbeddedKafka start(Path data, int port, Map<String, String> overrides) {
        return start(data, port, overrides, null);
    }

    /** On a free port and a new temporary folder, which is removed by {@link #close}. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(Map.of());
    }

    /** As {@link #startTemporary()}; {@code overrides} are broker settings that win over ours. */
    public static EmbeddedKafka startTemporary(Map<String, String> overrides) {
        try {
            Path folder = Files.createTempDirectory("ringfence-kafka-");
            return start(folder, 0, overrides, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedKafka start(Path data, int port, Map<String, String> overrides, @Nullable Path temporary) {
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = freePorts();
            BrokerSettings settings =
                    new BrokerSettings(data.toAbsolutePath(), port == 0 ? free.get(0) : port, free.get(1), overrides);
            format(settings);
            KafkaRaftServer server =
                    new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedKafka(server, settings, temporary);
            } catch (RuntimeException e) {
                server.shutdown();
                server.awaitShutdown();
                if (!isPortTaken(e)) {
                    throw e;
                }
                if (port != 0 || attempt == PORT_ATTEMPTS) {
                    throw new UncheckedIOException(
                            "port " + settings.brokerPort() + " or " + settings.controllerPort() + " is taken",
                            new BindException(String.valueOf(e.getMessage())));
                }
            }
        }
    }

    private static void format(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.logs());
            // The formatter writes this file last, so a folder without it was never in use.
            if (Files.exists(settings.logs().resolve("meta.properties"))) {
                return;
            }
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(settings.logs().toString())
                    .addDirectory(settings.logs().toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + settings.logs(), e);
        }
    }

    private static boolean isPortTaken(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("Address already in use")) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> freePorts() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port, as clients want it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** For a start on the same port. */
    public int port() {
        return port;
    }

    /** Stops the broker in order and waits for it. Twice is once. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            remove(temporary);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
