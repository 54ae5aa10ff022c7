package io.ringfence.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.ringfence.agent.AgentSettings;
import io.ringfence.compiler.CompilerSettings;
import io.ringfence.gateway.GatewaySettings;
import io.ringfence.kit.config.Configuration;
import io.ringfence.kit.config.ConfigurationException;
import io.ringfence.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether each service would start with what its container is told, and is asked where it answers. Returns problems; none is good. */
final class ServiceSettings {
    /** What the kubelet fills in, with an example. */
    private static final Map<String, String> OF_THE_NODE =
            Map.of("spec.nodeName", "node-1.example.com", "status.hostIP", "192.0.2.1");

    private final Manifests manifests;
    private final Path secret;
    private final List<String> problems = new ArrayList<>();

    private ServiceSettings(Manifests manifests, Path secret) {
        this.manifests = manifests;
        this.secret = secret;
    }

    /**
     * Looks at the four services.
     *
     * @param secret a file that stands for each file that a Secret will be mounted as
     */
    static List<String> problems(Manifests manifests, Path secret) {
        ServiceSettings settings = new ServiceSettings(manifests, secret);
        settings.check("policy-store", StoreSettings.class);
        settings.check("compiler", CompilerSettings.class);
        settings.check("api-gateway", GatewaySettings.class);
        settings.check("host-agent", AgentSettings.class);
        settings.gatewayNamesEveryStore();
        return List.copyOf(settings.problems);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private <R extends Record> void check(String service, Class<R> type) {
        Workload workload = manifests.workload(service);
        require(
                workload.container().getImage().equals("ringfence/" + service),
                service + ": image " + workload.container().getImage());
        try {
            R settings = Configuration.load(type, environment(workload), null);
            int port = switch (settings) {
                case StoreSettings store -> store.port();
                case CompilerSettings compiler -> compiler.port();
                case GatewaySettings gateway -> gateway.port();
                case AgentSettings agent -> agent.port();
                default -> throw new IllegalArgumentException("no service has " + type);
            };
            String listen = switch (settings) {
                case StoreSettings store -> store.listen();
                case CompilerSettings compiler -> compiler.listen();
                case GatewaySettings gateway -> gateway.listen();
                case AgentSettings agent -> agent.listen();
                default -> throw new IllegalArgumentException("no service has " + type);
            };
            require(!listen.startsWith("127."), service + ": listens where nobody reaches it: " + listen);
            asked(workload, port);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(service + ": " + problem));
        }
    }

    /** The paths are those that {@code HealthRoutes} and the gateway mount; a running standalone shows that they answer. */
    private void asked(Workload workload, int port) {
        String service = workload.name();
        require(
                workload.container().getPorts().stream().anyMatch(each -> each.getContainerPort() == port),
                service + ": listens on " + port + ", which is no port of its container");
        probe(workload, "startup", workload.container().getStartupProbe(), "/livez", port);
        probe(workload, "liveness", workload.container().getLivenessProbe(), "/livez", port);
        probe(workload, "readiness", workload.container().getReadinessProbe(), "/readyz", port);
        Map<String, String> notes = workload.template().getMetadata().getAnnotations();
        require(
                "true".equals(notes.get("prometheus.io/scrape"))
                        && "/metrics".equals(notes.get("prometheus.io/path"))
                        && Integer.toString(port).equals(notes.get("prometheus.io/port")),
                service + ": Prometheus is told to look at " + notes);
    }

    private void probe(Workload workload, String which, @Nullable Probe probe, String path, int port) {
        HTTPGetAction get = probe == null ? null : probe.getHttpGet();
        if (get == null) {
            problems.add(workload.name() + ": no " + which + " probe over HTTP");
            return;
        }
        require(
                path.equals(get.getPath()),
                workload.name() + ": the " + which + " probe asks " + get.getPath() + " and not " + path);
        require(
                workload.port(get.getPort()).filter(each -> each == port).isPresent(),
                workload.name() + ": the " + which + " probe asks at port "
                        + get.getPort().getValue() + " and not at " + port);
    }

    /** As the container's process finds it; only our keys. */
    private Map<String, String> environment(Workload workload) {
        Map<String, String> environment = new HashMap<>();
        require(workload.container().getEnvFrom().isEmpty(), workload.name() + ": takes variables that nobody named");
        for (EnvVar variable : workload.container().getEnv()) {
            String key = variable.getName();
            if (!key.startsWith("RINGFENCE_")) {
                continue;
            }
            String value = value(variable);
            if (key.endsWith("_FILE")) {
                require(
                        workload.container().getVolumeMounts().stream()
                                .map(VolumeMount::getMountPath)
                                .anyMatch(mount -> Path.of(value).startsWith(mount)),
                        workload.name() + ": " + key + " is in no mounted volume: " + value);
            }
            String before = environment.put(key, key.endsWith("_FILE") ? secret.toString() : value);
            require(before == null, workload.name() + ": " + key + " is set twice");
        }
        return environment;
    }

    private String value(EnvVar variable) {
        var source = variable.getValueFrom();
        if (source == null) {
            return variable.getValue();
        }
        if (source.getConfigMapKeyRef() != null) {
            var reference = source.getConfigMapKeyRef();
            return manifests.one(ConfigMap.class, reference.getName()).getData().getOrDefault(reference.getKey(), "");
        }
        if (source.getFieldRef() != null) {
            String known = OF_THE_NODE.get(source.getFieldRef().getFieldPath());
            require(
                    known != null,
                    variable.getName() + ": field " + source.getFieldRef().getFieldPath());
            return known == null ? "" : known;
        }
        problems.add(variable.getName() + ": a source that nothing here looks at");
        return "";
    }

    private void gatewayNamesEveryStore() {
        Workload stores = manifests.workload("policy-store");
        Service service = manifests.one(Service.class, "policy-store");
        int port = service.getSpec().getPorts().getFirst().getPort();
        int replicas = stores.replicas() == null ? 1 : stores.replicas();
        TreeSet<URI> wanted = new TreeSet<>();
        for (int i = 0; i < replicas; i++) {
            wanted.add(URI.create("http://policy-store-" + i + ".policy-store." + stores.namespace() + ".svc:" + port));
        }
        TreeSet<URI> named = new TreeSet<>();
        String value = environment(manifests.workload("api-gateway")).getOrDefault("RINGFENCE_STORE", "");
        for (String each : value.split(",", -1)) {
            named.add(URI.create(each));
        }
        require(named.equals(wanted), "api-gateway: names stores " + named + ", there are " + wanted);
        IntOrString target = service.getSpec().getPorts().getFirst().getTargetPort();
        require(stores.port(target).filter(each -> each == port).isPresent(), "policy-store: its port is another");
    }
}
