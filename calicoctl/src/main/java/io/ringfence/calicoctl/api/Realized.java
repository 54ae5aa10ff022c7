package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a revision is in force.
 *
 * @param live hosts that are waited for
 * @param realized how many of them have it
 * @param lagging those that have not, at most 1,000
 * @param notLive those that are not waited for, at most 1,000
 */
public record Realized(boolean complete, int live, int realized, List<Host> lagging, List<Host> notLive) {
    public Realized {
        lagging = List.copyOf(lagging);
        notLive = List.copyOf(notLive);
    }

    /**
     * One host.
     *
     * @param realized the revision that it has in force
     */
    public record Host(String name, String state, long realized) {}

    static Realized of(JsonNode tree) {
        if (!tree.path("complete").isBoolean() || !tree.path("live").isInt()) {
            throw new IllegalArgumentException("expected where a revision is in force");
        }
        return new Realized(
                tree.path("complete").booleanValue(),
                tree.path("live").intValue(),
                tree.path("realized").intValue(),
                hosts(tree.path("laggingHosts")),
                hosts(tree.path("notLiveHosts")));
    }

    private static List<Host> hosts(JsonNode list) {
        List<Host> hosts = new ArrayList<>();
        list.forEach(host -> hosts.add(new Host(
                host.path("host").asText(),
                host.path("state").asText(),
                host.path("realized").asLong())));
        return hosts;
    }
}
