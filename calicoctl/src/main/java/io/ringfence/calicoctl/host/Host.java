package io.ringfence.calicoctl.host;

import io.ringfence.link.HostTool;
import io.ringfence.model.net.ContainerLink;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * This machine, under the same settings as its host agent: {@code RINGFENCE_HOST}, {@code _NETNS}, {@code _INTERFACE_PREFIX} and {@code
 * _DOCKER_SYSCTLS}.
 */
public final class Host {
    /** Of every container's interface; links are point to point, so it need not differ. */
    public static final String MAC = "ee:ee:ee:ee:ee:ee";

    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final List<String> NAMESPACE_FOLDERS = List.of("/run/netns/", "/var/run/netns/");
    private static final String DEFAULT_SOCKET = "unix:///var/run/docker.sock";

    private final Map<String, String> environment;

    public Host(Map<String, String> environment) {
        this.environment = environment;
    }

    public boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new HostException("whether this is root cannot be told: " + e.getMessage());
        }
    }

    /** As the endpoints of this host are stored. */
    public String name() {
        String name = environment.getOrDefault("RINGFENCE_HOST", "");
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new HostException("This machine has no name; set RINGFENCE_HOST.");
        }
    }

    /** The name of the host's end for an endpoint of this name, which has at least 11 letters and digits. */
    public String interfaceFor(String endpoint) {
        String prefix = environment.getOrDefault("RINGFENCE_INTERFACE_PREFIX", "cali");
        try {
            return ContainerLink.hostEnd(ContainerLink.prefix(prefix), endpoint);
        } catch (IllegalArgumentException e) {
            throw new HostException("RINGFENCE_INTERFACE_PREFIX: " + e.getMessage());
        }
    }

    public Link link(WorkloadEndpoint endpoint) {
        String mac = endpoint.mac();
        return new Link(
                HostTool.inNamed(environment.getOrDefault("RINGFENCE_NETNS", "")),
                Path.of(environment.getOrDefault("RINGFENCE_DOCKER_SYSCTLS", "/proc/sys")),
                endpoint.interfaceName(),
                mac == null ? MAC : mac);
    }

    /** An engine's container by name or identifier, else a namespace by the name or path that {@code ip netns} gives it. */
    public Lookup find(String container) {
        String name = namespaceName(container);
        boolean path = !name.equals(container);
        HostException silent = null;
        if (!path) {
            try {
                Lookup found = engine().find(container);
                if (!(found instanceof Lookup.Absent)) {
                    return found;
                }
            } catch (HostException e) {
                silent = e;
            }
        }
        if (name.matches("[a-zA-Z0-9_-][a-zA-Z0-9_.-]*") && Files.exists(NAMESPACES.resolve(name))) {
            return new Lookup.Found(new Container(Container.NAMESPACE, name, NAMESPACES.resolve(name)));
        }
        if (silent != null) {
            throw silent;
        }
        return new Lookup.Absent();
    }

    /** The name in a path below the folder of named namespaces; anything else as it is. */
    public static String namespaceName(String container) {
        return NAMESPACE_FOLDERS.stream()
                .filter(container::startsWith)
                .findFirst()
                .map(folder -> container.substring(folder.length()))
                .orElse(container);
    }

    private Engine engine() {
        String socket = environment.getOrDefault("DOCKER_HOST", DEFAULT_SOCKET);
        // An engine elsewhere has its containers' namespaces elsewhere.
        return new Engine(Path.of(socket.startsWith("unix://") ? socket.substring("unix://".length()) : "/nowhere"));
    }
}
