package io.ringfence.standalone;

import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param data folder of all state; the same folder goes on where it stopped
 * @param listen address of the gateway
 * @param port of the gateway; 0 takes a free one
 * @param hosts the hosts whose agents run here: this machine, or namespaces that play hosts
 */
public record StandaloneSettings(Path data, String listen, int port, List<SimulatedHost> hosts) {
    public StandaloneSettings {
        hosts = List.copyOf(hosts);
    }

    /**
     * A host with an agent.
     *
     * @param name as endpoints name it
     * @param netns network namespace to program; empty is this process's own
     * @param dataplane {@code iptables} or {@code dry-run}
     * @param backend {@code auto}, {@code nft} or {@code legacy}
     */
    public record SimulatedHost(String name, String netns, String dataplane, String backend) {}
}
