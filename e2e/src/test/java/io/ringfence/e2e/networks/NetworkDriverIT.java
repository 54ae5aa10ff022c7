package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.AgentSettings;
import io.ringfence.agent.AgentSettings.BackendChoice;
import io.ringfence.agent.AgentSettings.Dataplane;
import io.ringfence.agent.HostAgentService;
import io.ringfence.agent.docker.DockerSettings;
import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings.EndpointToHost;
import io.ringfence.e2e.net.Netns;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver's calls one by one, over its socket, with a real engine to ask, a real gateway and a real kernel.
 */
final class NetworkDriverIT {
    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String VETH = "cali0123456789a";

    @TempDir
    static Path folder;

    private static Stage stage;
    private static String network;

    @BeforeAll
    static void start() {
        stage = new Stage(folder, "1h");
        network = stage.otherNetwork();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static String call(String name, String body) {
        return stage.plugin.network(name, body);
    }

    private static String createEndpoint(String networkId, String id, String address, String addressIpv6) {
        return "{\"NetworkID\":\"" + networkId + "\",\"EndpointID\":\"" + id + "\",\"Interface\":{\"Address\":\""
                + address + "\",\"AddressIPv6\":\"" + addressIpv6 + "\",\"MacAddress\":\"\"},\"Options\":{}}";
    }

    private static String about(String id) {
        return "{\"NetworkID\":\"" + network + "\",\"EndpointID\":\"" + id + "\",\"SandboxKey\":\"/x\",\"Options\":{}}";
    }

    private static String setting(String name) {
        return stage.netns.exec("sysctl", "-n", name).strip();
    }

    @Test
    void theDriverSaysWhatItIs() {
        assertThat(stage.plugin.call("/Plugin.Activate", "")).isEqualTo("{\"Implements\":[\"NetworkDriver\"]} 200");
        assertThat(call("GetCapabilities", "")).isEqualTo("{\"Scope\":\"local\",\"ConnectivityScope\":\"\"} 200");
        for (String nothing : List.of(
                "AllocateNetwork",
                "FreeNetwork",
                "DiscoverNew",
                "DiscoverDelete",
                "ProgramExternalConnectivity",
                "RevokeExternalConnectivity")) {
            assertThat(call(nothing, "{}")).as(nothing).isEqualTo("{} 200");
        }
        assertThat(call("EndpointOperInfo", about(ID))).isEqualTo("null 200");
    }

    @Test
    void aNetworkWithAnOptionIsRefused() {
        assertThat(call("CreateNetwork", "{\"NetworkID\":\"n\",\"Options\":{\"com.docker.network.internal\":true}}"))
                .isEqualTo("{\"Err\":\"Calico driver does not support the flag --internal.\"} 500");
        assertThat(call("CreateNetwork", "{\"NetworkID\""))
                .startsWith("{\"Err\":\"the request is not JSON")
                .endsWith(" 400");
        assertThat(call(
                        "CreateNetwork",
                        "{\"NetworkID\":\"n\",\"Options\":{},\"IPv4Data\":[{\"Gateway\":\"0.0.0.0/0\"}]}"))
                .isEqualTo("{} 200");
        assertThat(call("DeleteNetwork", "{\"NetworkID\":\"n\"}")).isEqualTo("{} 200");
    }

    @Test
    void anEndpointLivesFromItsCreationToItsDeletion() {
        assertThat(call("CreateEndpoint", createEndpoint(network, ID, "10.65.0.1/24", "fd00:65::1/64")))
                .isEqualTo(
                        "{\"Interface\":{\"Address\":\"\",\"AddressIPv6\":\"\",\"MacAddress\":\"EE:EE:EE:EE:EE:EE\"}} 200");
        assertThat(stage.stored(Stage.endpoint(Stage.HOST, ID)))
                .contains(new WorkloadEndpoint(
                        Stage.HOST,
                        "libnetwork",
                        "libnetwork",
                        ID,
                        null,
                        Map.of(),
                        List.of(Cidr.of("10.65.0.1/32"), Cidr.of("fd00:65::1/128")),
                        List.of(),
                        null,
                        null,
                        List.of("none"),
                        VETH,
                        "EE:EE:EE:EE:EE:EE",
                        List.of()));
        assertThat(stage.stored(ResourceKey.of(Kind.PROFILE, "none"))).get().isInstanceOf(Profile.class);

        assertThat(call("Join", about(ID)))
                .isEqualTo("{\"InterfaceName\":{\"SrcName\":\"temp0123456789a\",\"DstPrefix\":\"cali\"},"
                        + "\"Gateway\":\"169.254.1.1\",\"GatewayIPv6\":\"fe80::1\",\"StaticRoutes\":["
                        + "{\"Destination\":\"169.254.1.1/32\",\"RouteType\":1,\"NextHop\":\"\"},"
                        + "{\"Destination\":\"fe80::1/128\",\"RouteType\":1,\"NextHop\":\"\"}],"
                        + "\"DisableGatewayService\":false} 200");
        // In force when the call is answered, not some time later.
        assertThat(stage.netns.exec("iptables-nft-save", "-t", "filter")).contains("-A rf-tw-" + VETH);
        assertThat(stage.netns.exec("ip6tables-nft-save", "-t", "filter")).contains("-A rf-tw-" + VETH);
        assertThat(stage.netns.exec("ip", "route", "show", "dev", VETH)).contains("10.65.0.1 scope link");
        assertThat(stage.netns.exec("ip", "-6", "route", "show", "dev", VETH)).contains("fd00:65::1 ");
        assertThat(stage.netns.exec("ip", "neigh", "show", "dev", VETH))
                .contains(
                        "10.65.0.1 lladdr ee:ee:ee:ee:ee:ee PERMANENT",
                        "fd00:65::1 lladdr ee:ee:ee:ee:ee:ee PERMANENT");
        assertThat(stage.netns.exec("ip", "-6", "address", "show", "dev", VETH)).contains("inet6 fe80::1/64");
        for (String on : List.of("rp_filter", "route_localnet", "proxy_arp", "forwarding")) {
            assertThat(setting("net.ipv4.conf." + VETH + "." + on)).as(on).isEqualTo("1");
        }
        assertThat(setting("net.ipv4.neigh." + VETH + ".proxy_delay")).isEqualTo("0");
        assertThat(setting("net.ipv6.conf." + VETH + ".proxy_ndp")).isEqualTo("1");
        assertThat(setting("net.ipv6.conf." + VETH + ".forwarding")).isEqualTo("1");

        // An engine that was ended in between asks again.
        assertThat(call("Join", about(ID))).endsWith(" 200");
        assertThat(stage.interfaces()).contains(VETH);
        assertThat(call("Leave", about(ID))).isEqualTo("{} 200");
        assertThat(stage.interfaces()).doesNotContain(VETH, "temp0123456789a");
        assertThat(call("Leave", about(ID))).isEqualTo("{} 200");
        assertThat(call("DeleteEndpoint", about(ID))).isEqualTo("{} 200");
        assertThat(stage.stored(Stage.endpoint(Stage.HOST, ID))).isEmpty();
        assertThat(call("DeleteEndpoint", about(ID))).isEqualTo("{} 200");
    }

    @Test
    void whatCannotBeIsToldInTheReferencesWords() {
        assertThat(call("CreateEndpoint", createEndpoint(network, ID, "", "")))
                .isEqualTo("{\"Err\":\"No address assigned for endpoint\"} 500");
        assertThat(call("CreateEndpoint", createEndpoint("nowhere", ID, "10.65.0.2/32", "")))
                .isEqualTo("{\"Err\":\"Network nowhere inspection error: network nowhere not found\"} 500");
        String other = "f" + ID.substring(1);
        assertThat(call("Join", about(other))).isEqualTo("{\"Err\":\"Endpoint " + other + " does not exist\"} 500");
        assertThat(stage.interfaces()).doesNotContain("calif123456789a");
        String refused =
                createEndpoint(network, ID, "10.65.0.3/32", "").replace("\"MacAddress\":\"\"", "\"MacAddress\":\"x\"");
        assertThat(call("CreateEndpoint", refused))
                .startsWith("{\"Err\":\"Workload endpoints creation error, data: WorkloadEndpoint(node=host-1, "
                        + "orchestrator=libnetwork, workload=libnetwork, name=" + ID + "): ")
                .contains("invalid MAC address")
                .endsWith("\"} 500");
    }

    private static AgentSettings settings(String host, String netns, Path sockets, GatewayAccess gateway) {
        return new AgentSettings(
                "127.0.0.1:1",
                host,
                0,
                "127.0.0.1",
                null,
                8,
                1,
                Dataplane.IPTABLES,
                BackendChoice.NFT,
                netns,
                "cali",
                EndpointToHost.DROP,
                "ffff0000",
                Placement.INSERT,
                Duration.ofSeconds(90),
                gateway,
                DockerSettings.of(true, sockets, stage.engine.socket(), Duration.ofHours(1)));
    }

    @Test
    void withoutTheGatewayTheEngineIsToldSoInTime() {
        Path sockets = folder.resolve("away");
        HostAgentService agent = Stage.await(HostAgentService.start(
                stage.vertx(),
                settings(
                        "host-2",
                        stage.netns.name(),
                        sockets,
                        new GatewayAccess(List.of("http://127.0.0.1:1"), null, Duration.ofMillis(500)))));
        try {
            PluginClient plugin = new PluginClient(sockets.resolve("calico.sock"));
            String id = "2" + ID.substring(1);
            assertThat(plugin.network("CreateEndpoint", createEndpoint(network, id, "10.65.0.4/32", "")))
                    .startsWith("{\"Err\":\"Workload endpoints creation error, data: WorkloadEndpoint(node=host-2, ")
                    .contains(": profile none cannot be read: api-gateway at http://127.0.0.1:1 cannot be reached: ")
                    .endsWith("\"} 500");
            assertThat(plugin.network("DeleteEndpoint", about(id)))
                    .startsWith("{\"Err\":\"Endpoint " + id + " removal error: api-gateway at http://127.0.0.1:1 ");
            assertThat(plugin.network("Leave", about(id))).isEqualTo("{} 200");
        } finally {
            Stage.await(agent.stop());
        }
        assertThat(sockets.resolve("calico.sock")).doesNotExist();
    }

    @Test
    void aHostThatHasNeverBeenProgrammedTakesNoContainer() {
        Path sockets = folder.resolve("blank");
        try (Netns blank = Netns.create("rf" + ProcessHandle.current().pid() + "-blank")) {
            HostAgentService agent = Stage.await(HostAgentService.start(
                    stage.vertx(),
                    settings(
                            "host-3",
                            blank.name(),
                            sockets,
                            new GatewayAccess(
                                    List.of(stage.standalone.api().toString()), null, Duration.ofSeconds(20)))));
            try {
                PluginClient plugin = new PluginClient(sockets.resolve("calico.sock"));
                String id = "3" + ID.substring(1);
                assertThat(plugin.network("CreateEndpoint", createEndpoint(network, id, "10.65.0.5/32", "")))
                        .endsWith(" 200");
                assertThat(plugin.network("Join", about(id)))
                        .startsWith("{\"Err\":\"Endpoint " + id + " would be open: ")
                        .endsWith(" 500");
                assertThat(blank.exec("ip", "-brief", "link")).doesNotContain("cali", "temp");
                assertThat(plugin.network("DeleteEndpoint", about(id))).isEqualTo("{} 200");
            } finally {
                Stage.await(agent.stop());
            }
        }
    }
}
