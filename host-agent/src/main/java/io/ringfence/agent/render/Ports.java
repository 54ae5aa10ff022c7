package io.ringfence.agent.render;

import io.ringfence.model.net.PortRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists of ports as {@code multiport} takes them. */
final class Ports {
    /** The kernel's limit for one match; a range takes two. */
    private static final int SLOTS = 15;

    private Ports() {}

    /** The same ports in as few chunks as the limit allows, each written {@code 80,90:99}; empty for no ports. */
    static List<String> chunks(List<PortRange> ports) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int used = 0;
        for (PortRange range : merged(ports)) {
            int slots = range.isSinglePort() ? 1 : 2;
            if (used + slots > SLOTS) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
                used = 0;
            }
            chunk.append(used == 0 ? "" : ",").append(range);
            used += slots;
        }
        if (used > 0) {
            chunks.add(chunk.toString());
        }
        return chunks;
    }

    private static List<PortRange> merged(List<PortRange> ports) {
        List<PortRange> merged = new ArrayList<>();
        for (PortRange range : ports.stream()
                .sorted(Comparator.comparingInt(PortRange::first).thenComparingInt(PortRange::last))
                .toList()) {
            PortRange before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && range.first() <= before.last() + 1) {
                merged.set(merged.size() - 1, new PortRange(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
