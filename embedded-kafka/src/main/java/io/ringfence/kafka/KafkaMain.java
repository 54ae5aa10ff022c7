package io.ringfence.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The broker as a process: {@code --data DIR [--port N] [--set KEY=VALUE]...}. A {@code --set} is a broker setting that wins over ours, such
 * as listeners beyond the loopback interface. Prints {@code ready HOST:PORT} when it serves and stops in order on SIGTERM. Exit status 2 for
 * a wrong command line, 1 when it cannot start.
 */
public final class KafkaMain {
    private static final String USAGE = "usage: KafkaMain --data DIR [--port N] [--set KEY=VALUE]...";

    private KafkaMain() {}

    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        Path data = null;
        int port = 0;
        Map<String, String> overrides = new LinkedHashMap<>();
        boolean misused = false;
        for (int i = 0; i < words.size(); i += 2) {
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "--data" -> data = value.isEmpty() ? null : Path.of(value);
                case "--port" -> port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
                case "--set" -> misused |= !put(overrides, value);
                default -> misused = true;
            }
        }
        if (misused || data == null || port < 0 || port > 65535) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        try {
            EmbeddedKafka broker = EmbeddedKafka.start(data, port, overrides);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-stop"));
            System.out.println("ready " + broker.bootstrapServers());
            System.out.flush();
        } catch (RuntimeException e) {
            System.err.println("the broker cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    private static boolean put(Map<String, String> overrides, String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals < 1) {
            return false;
        }
        overrides.put(keyAndValue.substring(0, equals), keyAndValue.substring(equals + 1));
        return true;
    }
}
