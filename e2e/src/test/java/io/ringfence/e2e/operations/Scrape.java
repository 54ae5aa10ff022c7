package io.ringfence.e2e.operations;

import io.ringfence.e2e.deploy.GatewayClient;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code /metrics} of one service says.
 *
 * @param families names with a type: what people read about
 * @param samples names with values, as queries use them; values of several label sets are added
 */
record Scrape(Set<String> families, Map<String, Double> samples) {

    /** Throws when the service does not answer with 200. */
    static Scrape of(URI service) {
        try (GatewayClient http = new GatewayClient(service)) {
            GatewayClient.Answer answer = http.get("/metrics");
            if (answer.status() != 200) {
                throw new IllegalStateException(service + ": " + answer);
            }
            return parse(answer.body());
        }
    }

    private static Scrape parse(String text) {
        Set<String> families = new TreeSet<>();
        Map<String, Double> samples = new TreeMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                families.add(line.split(" ", 4)[2]);
            } else if (!line.startsWith("#")) {
                String name = line.split("[{ ]", 2)[0];
                samples.merge(name, Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Double::sum);
            }
        }
        return new Scrape(families, samples);
    }

    /** Throws when there is none of that name. */
    double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new IllegalArgumentException("no " + sample + " among " + samples.keySet());
        }
        return value;
    }
}
