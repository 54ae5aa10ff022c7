package io.ringfence.store.publish;

import io.ringfence.log.topic.TopicSettings;
import io.ringfence.store.commit.etcd.EtcdStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A publisher in a JVM of its own, to be killed. */
final class PublisherProcess implements AutoCloseable {
    private static final String PUBLISHING = "publishing";

    private final Process process;

    private PublisherProcess(Process process) {
        this.process = process;
    }

    /** Started and elected. */
    static PublisherProcess start(URI etcd, String bootstrap) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PublisherProcess.class.getName(),
                            etcd.toString(),
                            bootstrap)
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder seen = new StringBuilder();
            for (String line = output.readLine(); !PUBLISHING.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("the publisher ended: " + seen);
                }
                seen.append(line).append('\n');
            }
            Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
            return new PublisherProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** Arguments: etcd's endpoint, Kafka's brokers. */
    public static void main(String[] arguments) throws InterruptedException {
        EtcdStore store =
                EtcdStore.connect(List.of(URI.create(arguments[0])), InstantSource.system(), Duration.ofSeconds(5));
        Publisher publisher = Publisher.start(store, arguments[1], TopicSettings.singleBroker(2));
        while (!publisher.state().leading()) {
            Thread.sleep(10);
        }
        System.out.println(PUBLISHING);
        Thread.currentThread().join();
    }
}
