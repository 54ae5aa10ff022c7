package io.ringfence.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.net.Netns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;

/** What a kernel holds of ours, in a form that compares: rules in order within each chain, chains and sets by name. */
public record KernelImage(List<String> ipv4, List<String> ipv6, List<String> sets) {
    /** Waits until both hold the same; fails with the difference. */
    public static void awaitSame(String host, Netns netns, Netns twin, Duration limit) {
        Awaitility.await()
                .atMost(limit)
                .untilAsserted(() -> assertThat(of(netns, "nft")).as(host).isEqualTo(of(twin, "nft")));
    }

    public static KernelImage of(Netns netns, String backend) {
        return new KernelImage(
                rules(netns.exec("iptables-" + backend + "-save")),
                rules(netns.exec("ip6tables-" + backend + "-save")),
                sets(netns.exec("ipset", "save")));
    }

    private static List<String> rules(String saved) {
        List<String> lines = new ArrayList<>();
        String table = "";
        for (String line : saved.lines().toList()) {
            if (line.startsWith("*")) {
                table = line;
            } else if (line.startsWith(":rf-")) {
                lines.add(table + " " + line.split(" ", 2)[0]);
            } else if (line.startsWith("-A") && line.contains("rf-")) {
                lines.add(table + " " + line);
            }
        }
        // Stable: rules of one chain keep their order.
        lines.sort(Comparator.comparing(line -> chain(line)));
        return lines;
    }

    private static String chain(String line) {
        String[] words = line.split(" ", 4);
        return words[0] + (words[1].equals("-A") ? words[2] : words[1]);
    }

    private static List<String> sets(String saved) {
        return saved.lines()
                .filter(line -> line.contains(" rf4-") || line.contains(" rf6-"))
                // The hash's salt and size depend on history.
                .map(line -> line.replaceAll(" (initval|hashsize|maxelem|bucketsize) \\S+", ""))
                .sorted()
                .toList();
    }
}
