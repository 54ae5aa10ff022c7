package io.ringfence.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
     * @param more other settings of the agent, by their keys without {@code RINGFENCE_}
     */
    public record SimulatedHost(String name, String netns, String dataplane, String backend, Map<String, String> more) {
        public SimulatedHost {
            more = Map.copyOf(more);
        }

        /** All else as by default. */
        public SimulatedHost(String name, String netns, String dataplane, String backend) {
            this(name, netns, dataplane, backend, Map.of());
        }
    }
}
