package io.ringfence.agent;

import io.ringfence.agent.docker.DockerSettings;
import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.kit.config.Default;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told.
 *
 * @param host the name under which the host's endpoints are stored; null for the machine's own name
 * @param data folder of the state file; null keeps none, and a host that boots without the log stays open until it is reached
 * @param netns the network namespace to program, by the name {@code ip netns} knows; empty for the process's own
 * @param markMask bits of the packet mark that are ours, in hexadecimal
 * @param refreshInterval between two full readings of the kernel, give or take a fifth
 * @param gatewayAccess for what the host has to write itself
 * @param docker for the container engine of the host
 */
public record AgentSettings(
        @Default(value = "localhost:9092", reason = "a broker beside the service, as on a developer's machine")
        String kafka,

        @Nullable String host,

        @Default(value = "8083", reason = "beside the other services' 8080 to 8082")
        int port,

        @Default(value = "127.0.0.1", reason = "health and metrics are nobody's business but this machine's")
        String listen,

        @Nullable Path data,

        @Default(value = "8", reason = "as the other services; counts only while the topics do not exist")
        int shards,

        @Default(value = "1", reason = "as the other services; counts only while the topics do not exist")
        int replication,

        @Default(value = "iptables", reason = "an agent is there to enforce")
        Dataplane dataplane,

        @Default(value = "auto", reason = "rules of two backends at once are a trap; the machine shows which it uses")
        BackendChoice backend,

        @Default(value = "", reason = "a host's agent programs the host")
        String netns,

        @Default(value = "cali", reason = "what orchestrators with Calico's conventions name their interfaces")
        String interfacePrefix,

        @Default(value = "drop", reason = "a workload has no business with its host unless somebody says so")
        RenderSettings.EndpointToHost endpointToHost,

        @Default(value = "ffff0000", reason = "the upper half is what other tools leave alone")
        String markMask,

        @Default(value = "insert", reason = "rules before ours could open what policy closes")
        Placement placement,

        @Default(value = "90s", reason = "bounds how long a foreign edit lasts, at two readings of the kernel")
        Duration refreshInterval,

        GatewayAccess gatewayAccess,
        DockerSettings docker) {

    /** Where chains and sets go. */
    public enum Dataplane {
        IPTABLES,
        /** Nowhere: what would be programmed is shown. Needs no root. */
        DRY_RUN
    }

    /** Which iptables. */
    public enum BackendChoice {
        AUTO,
        NFT,
        LEGACY
    }

    public AgentSettings {
        if (refreshInterval.toMillis() < 1_000) {
            throw new IllegalArgumentException("refreshInterval is at least 1s: " + refreshInterval);
        }
        if (docker.docker() && dataplane != Dataplane.IPTABLES) {
            throw new IllegalArgumentException(
                    "docker needs dataplane iptables: a dry run would leave containers open");
        }
        renderSettings(interfacePrefix, endpointToHost, markMask);
    }

    /** For tests and for many agents in one JVM: all else as by default. */
    public static AgentSettings of(String kafka, String host, Dataplane dataplane, String netns) {
        return new AgentSettings(
                kafka,
                host,
                0,
                "127.0.0.1",
                null,
                8,
                1,
                dataplane,
                BackendChoice.AUTO,
                netns,
                "cali",
                RenderSettings.EndpointToHost.DROP,
                "ffff0000",
                Placement.INSERT,
                Duration.ofSeconds(90),
                GatewayAccess.of("http://127.0.0.1:8080"),
                DockerSettings.off());
    }

    RenderSettings renderSettings() {
        return renderSettings(interfacePrefix, endpointToHost, markMask);
    }

    private static RenderSettings renderSettings(
            String prefix, RenderSettings.EndpointToHost endpointToHost, String markMask) {
        return new RenderSettings(prefix, endpointToHost, Integer.parseUnsignedInt(markMask, 16));
    }
}
