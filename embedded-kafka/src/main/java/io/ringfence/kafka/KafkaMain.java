package io.ringfence.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The broker as a process: {@code --data DIR [--port N]}. Prints {@code ready HOST:PORT} when it serves and stops in order on SIGTERM.
 * Exit status 2 for a wrong command line, 1 when it cannot start.
 */
public final class KafkaMain {
    private static final String USAGE = "usage: KafkaMain --data DIR [--port N]";

    private KafkaMain() {}

    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        Path data = null;
        int port = 0;
        for (int i = 0; i < words.size(); i += 2) {
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "--data" -> data = value.isEmpty() ? null : Path.of(value);
                case "--port" -> port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
                default -> port = -1;
            }
        }
        if (data == null || port < 0 || port > 65535) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        try {
            EmbeddedKafka broker = EmbeddedKafka.start(data, port);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-stop"));
            System.out.println("ready " + broker.bootstrapServers());
            System.out.flush();
        } catch (RuntimeException e) {
            System.err.println("the broker cannot start: " + e.getMessage());
            System.exit(1);
        }
    }
}
