package io.ringfence.agent.docker;

import io.ringfence.kit.config.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How this host serves a container engine.
 *
 * @param docker whether it does
 * @param dockerPlugins folder of the plug-in sockets
 * @param dockerEngine the engine's own socket
 * @param dockerSysctls folder of the kernel's settings: containers see {@code /proc/sys} read-only, and get it mounted elsewhere
 * @param dockerScope what the engine is told about its networks
 * @param dockerCreateProfiles whether a network gets a profile; without one its containers have policy only
 * @param dockerLabels whether labels of containers become labels of endpoints
 * @param dockerVethMtu of containers' links, in bytes; null leaves it to the kernel
 * @param dockerJoinWait how long a container's start waits for its policy
 * @param dockerReconcile between two looks for what crashes left behind
 */
public record DockerSettings(
        @Default(value = "false", reason = "a host without an engine has no folder for its sockets")
        boolean docker,

        @Default(value = "/run/docker/plugins", reason = "where every engine looks")
        Path dockerPlugins,

        @Default(value = "/var/run/docker.sock", reason = "where every engine listens")
        Path dockerEngine,

        @Default(value = "/proc/sys", reason = "where the kernel shows them")
        Path dockerSysctls,

        @Default(value = "local", reason = "an engine without a cluster store refuses to create global networks")
        Scope dockerScope,

        @Default(value = "true", reason = "a network without a profile is closed until somebody writes a policy")
        boolean dockerCreateProfiles,

        @Default(value = "true", reason = "a label with the prefix has no other purpose")
        boolean dockerLabels,

        @Nullable Integer dockerVethMtu,

        @Default(value = "2s", reason = "policy takes milliseconds; who waits longer has another problem")
        Duration dockerJoinWait,

        @Default(value = "60s", reason = "leftovers open nothing, so they may lie for two looks")
        Duration dockerReconcile) {

    /** The name of the driver: that of its socket, without the ending. */
    public static final String DRIVER = "calico";

    /** Where a network exists. */
    public enum Scope {
        /** On the host where it was created; every host may create one of the same name, and they share its profile. */
        LOCAL,
        /** On all hosts; the engine needs a cluster store. */
        GLOBAL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public DockerSettings {
        if (dockerVethMtu != null && (dockerVethMtu < 68 || dockerVethMtu > 65_535)) {
            throw new IllegalArgumentException("dockerVethMtu is 68 to 65535: " + dockerVethMtu);
        }
        if (dockerJoinWait.toMillis() > 30_000) {
            throw new IllegalArgumentException("dockerJoinWait is at most 30s, the engine gives up: " + dockerJoinWait);
        }
        if (dockerReconcile.toMillis() < 100) {
            throw new IllegalArgumentException("dockerReconcile is at least 100ms: " + dockerReconcile);
        }
    }

    /** No engine. */
    public static DockerSettings off() {
        return of(false, Path.of("/run/docker/plugins"), Path.of("/var/run/docker.sock"), Duration.ofSeconds(60));
    }

    /** All else as by default. */
    public static DockerSettings of(boolean docker, Path plugins, Path engine, Duration reconcile) {
        return new DockerSettings(
                docker,
                plugins,
                engine,
                Path.of("/proc/sys"),
                Scope.LOCAL,
                true,
                true,
                null,
                Duration.ofSeconds(2),
                reconcile);
    }
}
