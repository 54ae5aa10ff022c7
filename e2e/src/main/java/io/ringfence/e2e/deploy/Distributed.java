package io.ringfence.e2e.deploy;

import io.ringfence.e2e.net.Host;
import io.ringfence.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Each service a process: etcd, a Kafka broker, two policy-stores, two compilers, the gateway, and an agent for each host. One thread at a
 * time.
 */
public final class Distributed implements Deployment {
    private static final List<String> FOUNDATIONS = List.of("etcd", "kafka");
    private static final int STORES = 2;
    private static final int COMPILERS = 2;
    private static final int PROBE_MILLIS = 500;

    private final Path folder;
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final Map<String, URI> addresses = new LinkedHashMap<>();
    private final URI api;
    private final URI store;
    private final String kafka;
    private final String etcd;

    /** Starts all and waits until all are ready. */
    public Distributed(List<Host> hosts, Backend backend) {
        this(hosts, backend, _ -> Map.of());
    }

    /**
     * As the other.
     *
     * @param agentSettings of a host's agent, by their full names; they come after ours
     */
    public Distributed(List<Host> hosts, Backend backend, Function<Host, Map<String, String>> agentSettings) {
        try {
            folder = Files.createTempDirectory("ringfence-distributed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            int etcdPort = FreePort.next();
            int kafkaPort = FreePort.next();
            etcd = "http://127.0.0.1:" + etcdPort;
            kafka = "127.0.0.1:" + kafkaPort;
            startEtcd();
            startKafka(kafkaPort);
            await(FOUNDATIONS);
            List<String> stores = new ArrayList<>();
            for (int i = 1; i <= STORES; i++) {
                stores.add(service(
                        "store-" + i, "io.ringfence.store.PolicyStoreMain", "/readyz", Map.of("RINGFENCE_ETCD", etcd)));
            }
            store = URI.create(stores.getFirst());
            for (int i = 1; i <= COMPILERS; i++) {
                service("compiler-" + i, "io.ringfence.compiler.CompilerMain", "/readyz", Map.of());
            }
            api = URI.create(service(
                    "gateway",
                    "io.ringfence.gateway.ApiGatewayMain",
                    "/readyz",
                    Map.of("RINGFENCE_STORE", String.join(",", stores))));
            for (Host host : hosts) {
                startAgent("agent-" + host.name(), host, backend, agentSettings.apply(host));
            }
            processes.values().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void startEtcd() {
        String peer = "http://127.0.0.1:" + FreePort.next();
        List<String> command = List.of(
                "etcd",
                "--data-dir",
                folder.resolve("etcd").toString(),
                "--listen-client-urls",
                etcd,
                "--advertise-client-urls",
                etcd,
                "--listen-peer-urls",
                peer,
                "--initial-advertise-peer-urls",
                peer,
                "--initial-cluster",
                "default=" + peer,
                "--max-txn-ops",
                "10000",
                "--max-request-bytes",
                "8388608");
        processes.put(
                "etcd", ServiceProcess.start("etcd", command, Map.of(), folder, () -> answersOk(etcd + "/health")));
    }

    private void startKafka(int port) {
        List<String> arguments =
                List.of("--data", folder.resolve("kafka").toString(), "--port", Integer.toString(port));
        processes.put(
                "kafka",
                ServiceProcess.java(
                        "kafka", "io.ringfence.kafka.KafkaMain", arguments, Map.of(), folder, () -> accepts(port)));
    }

    /** Starts a service of ours; returns its address. */
    private String service(String name, String mainClass, String health, Map<String, String> more) {
        int port = FreePort.next();
        String address = "http://127.0.0.1:" + port;
        addresses.put(name, URI.create(address));
        Map<String, String> environment = new LinkedHashMap<>(more);
        environment.put("RINGFENCE_KAFKA", kafka);
        environment.put("RINGFENCE_LISTEN", "127.0.0.1");
        environment.put("RINGFENCE_PORT", Integer.toString(port));
        processes.put(
                name,
                ServiceProcess.java(
                        name, mainClass, List.of(), environment, folder, () -> answersOk(address + health)));
        return address;
    }

    /** Starts one more agent, such as a second one for a host's name, and returns without waiting for it. */
    public ServiceProcess startAgent(String name, Host host, Backend backend) {
        return startAgent(name, host, backend, Map.of());
    }

    private ServiceProcess startAgent(String name, Host host, Backend backend, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "RINGFENCE_HOST", host.name(),
                "RINGFENCE_NETNS", host.netns().name(),
                "RINGFENCE_DATA", folder.resolve(name).toString(),
                "RINGFENCE_DATAPLANE", "iptables",
                "RINGFENCE_BACKEND", backend.setting(),
                "RINGFENCE_GATEWAY", api.toString()));
        settings.putAll(more);
        // Not ready before the first write: until then nothing says what the host should hold.
        service(name, "io.ringfence.agent.HostAgentMain", "/livez", settings);
        return process(name);
    }

    private void await(List<String> names) {
        names.forEach(name -> process(name).awaitReady());
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answersOk(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public URI api() {
        return api;
    }

    /** The broker's address. */
    public String kafka() {
        return kafka;
    }

    /** Address of the first policy-store. */
    public URI store() {
        return store;
    }

    /** etcd's address. */
    public String etcd() {
        return etcd;
    }

    /** Where etcd keeps its data. */
    public Path etcdData() {
        return folder.resolve("etcd");
    }

    /** Where a service of ours listens. */
    public URI address(String name) {
        URI address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no service " + name + " among " + addresses.keySet());
        }
        return address;
    }

    /** All processes by name, in the order of their start. */
    public List<String> names() {
        return List.copyOf(processes.keySet());
    }

    /** {@code etcd}, {@code kafka}, {@code store-1}, {@code compiler-1}, {@code gateway}, {@code agent-host-1} and so on. */
    public ServiceProcess process(String name) {
        ServiceProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no process " + name + " among " + processes.keySet());
        }
        return process;
    }

    /** Ends all, our services at once and then what they lean on, and removes their data. */
    @Override
    public void close() {
        List<ServiceProcess> services = processes.entrySet().stream()
                .filter(entry -> !FOUNDATIONS.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        services.forEach(ServiceProcess::askToEnd);
        services.forEach(ServiceProcess::close);
        new ArrayList<>(processes.values()).reversed().forEach(ServiceProcess::close);
        Folders.remove(folder);
    }
}
