package io.ringfence.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {
    private static final TopicPartition TOPIC = new TopicPartition("letters", 0);

    @TempDir
    Path data;

    @Test
    void aRestartOnTheSameFolderAndPortKeepsWhatWasAcknowledged() throws Exception {
        int port;
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, 0)) {
            port = broker.port();
            createTopic(broker.bootstrapServers());
            send(broker.bootstrapServers(), "a", "b");
        }
        try (EmbeddedKafka broker = EmbeddedKafka.start(data, port)) {
            send(broker.bootstrapServers(), "c");
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(data.resolve("one"), 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data.resolve("two"), broker.port()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + broker.port())
                    .hasMessageContaining("taken");
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasAcknowledged() throws Exception {
        Process first = launch(0);
        String bootstrap;
        try {
            bootstrap = awaitReady(first);
            createTopic(bootstrap);
            send(bootstrap, "a", "b");
        } finally {
            first.destroyForcibly();
        }
        assertThat(first.waitFor(Duration.ofSeconds(10))).isTrue();
        int port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
        Process second = launch(port);
        try {
            assertThat(awaitReady(second)).isEqualTo(bootstrap);
            assertThat(read(bootstrap, 2)).containsExactly("a", "b");
            second.destroy();
            assertThat(second.waitFor(Duration.ofSeconds(30))).isTrue();
            assertThat(second.exitValue()).isEqualTo(128 + 15);
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void aSettingOfTheCommandLineWinsOverOurs() throws Exception {
        Process process = launch(0, "--set", "message.max.bytes=54321");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", awaitReady(process)))) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(broker)).all().get().get(broker));
            assertThat(config.get("message.max.bytes").value()).isEqualTo("54321");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSettingWithoutAValueIsRefused() throws Exception {
        Process process = launch(0, "--set", "message.max.bytes");
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private Process launch(int port, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator,
                KafkaMain.class.getName(),
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String awaitReady(Process process) throws Exception {
        List<String> lines = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("the broker did not start: " + lines);
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), Optional.of(1), Optional.of((short) 1))))
                    .all()
                    .get();
        }
    }

    private static void send(String bootstrap, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC.topic(), value)).get();
            }
        }
    }

    private static List<String> read(String bootstrap, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
