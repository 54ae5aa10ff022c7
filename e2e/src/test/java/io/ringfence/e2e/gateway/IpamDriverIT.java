package io.ringfence.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.ipam.AddressBook;
import io.ringfence.agent.ipam.AddressMeters;
import io.ringfence.agent.ipam.driver.IpamDriver;
import io.ringfence.agent.plugin.PluginServer;
import io.ringfence.kit.http.ClientCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine's IPAM calls over a real socket, against a real gateway, store and broker. */
@ExtendWith(VertxExtension.class)
final class IpamDriverIT {
    private static final String NO_SUCH_POOL =
            "The requested subnet must match the CIDR of a configured Calico IP Pool.";

    @TempDir
    static Path data;

    private static Vertx vertx;
    private static RunningGateway gateway;
    private static GatewayClient client;
    private static PluginServer server;
    private static Path socket;

    /** Of a host that asks for the addresses it wants: host-1's are chosen from host-1's blocks, never from these. */
    private static PluginServer choosy;

    private static Path choosySocket;
    private static HttpClient engine;

    private record Answer(int status, String body) {}

    @BeforeAll
    static void start(Vertx given) {
        vertx = given;
        gateway = RunningGateway.start(data.resolve("store"));
        client = client("http://127.0.0.1:" + gateway.port(), Duration.ofSeconds(60));
        socket = data.resolve("calico-ipam.sock");
        server = serve("host-1", socket, client, Duration.ofSeconds(60));
        choosySocket = data.resolve("choosy.sock");
        choosy = serve("host-2", choosySocket, client, Duration.ofSeconds(60));
        engine = vertx.createHttpClient();
        pool("10.60.0.0/24", false);
        pool("10.60.1.0/26", false);
        pool("10.60.2.0/26", true);
        pool("10.63.0.0/24", false);
        pool("fd60::/64", false);
    }

    @AfterAll
    static void stop() {
        engine.close().await();
        server.stop().await();
        choosy.stop().await();
        client.close().await();
        gateway.close();
    }

    private static GatewayClient client(String url, Duration timeout) {
        return new GatewayClient(vertx, new GatewayAccess(List.of(url), null, timeout));
    }

    private static PluginServer serve(String host, Path socket, GatewayClient client, Duration patience) {
        AddressBook book = new AddressBook(
                client, host, "docker", patience, InstantSource.system(), new AddressMeters(new SimpleMeterRegistry()));
        return PluginServer.start(vertx, socket, List.of(IpamDriver.IMPLEMENTED), new IpamDriver(book).calls())
                .await();
    }

    private static void pool(String cidr, boolean disabled) {
        String path = "/v1/ipPools/" + cidr.replace("/", "%2F");
        String document =
                "{apiVersion: v1, kind: ipPool, metadata: {cidr: '" + cidr + "'}, spec: {disabled: " + disabled + "}}";
        assertThat(gateway.put(path, document).statusCode()).isIn(200, 201);
    }

    private static Answer call(Path to, String name, String body) {
        return ClientCalls.onEventLoop(
                        vertx,
                        () -> engine.request(new RequestOptions()
                                        .setMethod(HttpMethod.POST)
                                        .setServer(SocketAddress.domainSocketAddress(to.toString()))
                                        .setHost("localhost")
                                        .setURI("/" + name))
                                .compose(request -> request.send(body))
                                .compose(response -> response.body()
                                        .map(bytes -> new Answer(response.statusCode(), bytes.toString()))))
                .await();
    }

    private static Answer call(String name, String body) {
        return call(socket, "IpamDriver." + name, body);
    }

    private static String done(String name, String body) {
        return done(socket, name, body);
    }

    private static String done(Path to, String name, String body) {
        Answer answer = call(to, "IpamDriver." + name, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Answer error(String text) {
        return new Answer(500, "{\"Err\":\"" + text + "\"}");
    }

    private static String address(String body) {
        return RunningGateway.json(done("RequestAddress", body)).path("Address").asText();
    }

    @Test
    void saysWhatItIs() {
        assertThat(call(socket, "Plugin.Activate", "")).isEqualTo(new Answer(200, "{\"Implements\":[\"IpamDriver\"]}"));
        assertThat(done("GetCapabilities", "{}")).isEqualTo("{\"RequiresMACAddress\":false}");
        assertThat(done("GetDefaultAddressSpaces", "{}"))
                .isEqualTo(
                        "{\"LocalDefaultAddressSpace\":\"CalicoLocalAddressSpace\",\"GlobalDefaultAddressSpace\":\"CalicoGlobalAddressSpace\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"AddressSpace\":\"CalicoGlobalAddressSpace\",\"Pool\":\"\",\"SubPool\":\"\",\"Options\":null,\"V6\":false}|CalicoPoolIPv4|0.0.0.0/0|0.0.0.0/0",
                "{}|CalicoPoolIPv4|0.0.0.0/0|0.0.0.0/0",
                "{\"V6\":true,\"Options\":{}}|CalicoPoolIPv6|::/0|::/0",
                "{\"Pool\":\"10.60.0.0/24\"}|10.60.0.0/24|10.60.0.0/24|0.0.0.0/0",
                "{\"Pool\":\"fd60::/64\",\"V6\":true}|fd60::/64|fd60::/64|::/0",
            })
    void aPoolIsAnyOrAConfiguredOne(String request, String id, String cidr, String everything) {
        assertThat(done("RequestPool", request))
                .isEqualTo("{\"PoolID\":\"" + id + "\",\"Pool\":\"" + cidr
                        + "\",\"Data\":{\"com.docker.network.gateway\":\"" + everything + "\"}}");
        assertThat(done("ReleasePool", "{\"PoolID\":\"" + id + "\"}")).isEqualTo("{}");
    }

    @Test
    void otherPoolsAreRefused() {
        assertThat(call("RequestPool", "{\"Pool\":\"10.60.0.0/24\",\"SubPool\":\"10.60.0.0/25\"}"))
                .isEqualTo(
                        error(
                                "Calico IPAM does not support sub pool configuration on 'docker create network'. Calico IP Pools should be configured first and IP assignment is from those pre-configured pools."));
        assertThat(call("RequestPool", "{\"Options\":{\"a\":\"b\"}}"))
                .isEqualTo(error("Arbitrary options are not supported"));
        for (String text : List.of("10.60.0.0", "banana", "10.60.0.0/33", "10.60.0/24")) {
            assertThat(call("RequestPool", "{\"Pool\":\"" + text + "\"}")).isEqualTo(error("Invalid CIDR"));
        }
        for (String other : List.of("10.60.0.0/25", "10.61.0.0/24", "10.60.2.0/26", "fd61::/64")) {
            assertThat(call("RequestPool", "{\"Pool\":\"" + other + "\"}")).isEqualTo(error(NO_SUCH_POOL));
        }
    }

    @Test
    void anAddressIsOfTheFamilyOfThePoolOrTheOneThatWasAskedFor() {
        assertThat(address("{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"\",\"Options\":null}"))
                .matches("10\\.60\\.[01]\\.\\d+/32");
        assertThat(address("{\"PoolID\":\"CalicoPoolIPv6\",\"Address\":\"\",\"Options\":{}}"))
                .matches("fd60::[0-9a-f:]*/128");
        assertThat(address("{\"PoolID\":\"10.60.1.0/26\"}")).matches("10\\.60\\.1\\.\\d+/32");
        // Of any pool, whichever the network's is.
        assertThat(done(choosySocket, "RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.63.0.200\"}"))
                .isEqualTo("{\"Address\":\"10.63.0.200/32\",\"Data\":{}}");
        assertThat(done(choosySocket, "RequestAddress", "{\"PoolID\":\"10.60.1.0/26\",\"Address\":\"10.63.0.201\"}"))
                .isEqualTo("{\"Address\":\"10.63.0.201/32\",\"Data\":{}}");
        assertThat(done(choosySocket, "RequestAddress", "{\"PoolID\":\"CalicoPoolIPv6\",\"Address\":\"fd60::1:0\"}"))
                .isEqualTo("{\"Address\":\"fd60::1:0/128\",\"Data\":{}}");
    }

    @Test
    void otherAddressesAreRefused() {
        assertThat(
                        call(
                                "RequestAddress",
                                "{\"PoolID\":\"CalicoPoolIPv4\",\"Options\":{\"RequestAddressType\":\"com.docker.network.gateway\"}}"))
                .isEqualTo(error("Calico IPAM does not support specifying a gateway."));
        assertThat(call("RequestAddress", "{\"PoolID\":\"10.77.0.0/16\"}"))
                .isEqualTo(
                        error(
                                "The network references a Calico pool which has been deleted. Please re-instate the Calico pool before using the network."));
        assertThat(call("RequestAddress", "{\"PoolID\":\"10.60.2.0/26\"}"))
                .isEqualTo(
                        error(
                                "The network references a Calico pool which has been disabled. Please enable the Calico pool before using the network."));
        assertThat(call("RequestAddress", "{\"PoolID\":\"banana\"}")).isEqualTo(error("Invalid CIDR"));
        assertThat(call("RequestAddress", "{}")).isEqualTo(error("Invalid CIDR"));
        assertThat(call("RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"1.2.3\"}"))
                .isEqualTo(error("IP assignment error: invalid IP address: 1.2.3"));
        for (String other : List.of("10.77.0.1", "169.254.1.1", "10.60.2.1", "fd61::1")) {
            assertThat(call("RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"" + other + "\"}"))
                    .isEqualTo(error("The address " + other + " is not in one of the configured Calico IP pools"));
        }
        done(choosySocket, "RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.63.0.210\"}");
        assertThat(call("RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.63.0.210\"}"))
                .isEqualTo(error("The address 10.63.0.210 is already in use"));
    }

    @Test
    void aPoolThatRunsOutSaysSo() {
        pool("10.62.0.0/26", false);
        for (int i = 0; i < 64; i++) {
            assertThat(address("{\"PoolID\":\"10.62.0.0/26\"}")).startsWith("10.62.0.");
        }
        assertThat(call("RequestAddress", "{\"PoolID\":\"10.62.0.0/26\"}"))
                .isEqualTo(error("There are no available IP addresses in the configured Calico IP pools"));
        assertThat(done("ReleaseAddress", "{\"PoolID\":\"10.62.0.0/26\",\"Address\":\"10.62.0.17\"}"))
                .isEqualTo("{}");
        assertThat(address("{\"PoolID\":\"10.62.0.0/26\"}")).isEqualTo("10.62.0.17/32");
    }

    @Test
    void givingBackTwiceOrWhatWasNeverGivenIsFine() {
        done(choosySocket, "RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.63.0.220\"}");
        for (String address : List.of("10.63.0.220", "10.63.0.220", "10.63.0.221", "10.99.0.1", "fd60::9:9")) {
            assertThat(done(
                            choosySocket,
                            "ReleaseAddress",
                            "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"" + address + "\"}"))
                    .isEqualTo("{}");
        }
        assertThat(call("ReleaseAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"banana\"}"))
                .isEqualTo(error("IP release error: invalid IP address: banana"));
        assertThat(done(choosySocket, "RequestAddress", "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.63.0.220\"}"))
                .contains("10.63.0.220/32");
    }

    @Test
    void withoutAGatewayEveryCallThatNeedsOneSaysSo() {
        Duration patience = Duration.ofMillis(300);
        GatewayClient hopeless = client("http://127.0.0.1:1", patience);
        Path other = data.resolve("hopeless.sock");
        PluginServer without = serve("host-1", other, hopeless, patience);
        String any = "{\"PoolID\":\"CalicoPoolIPv4\",\"Address\":\"10.60.0.1\"}";
        Map.of(
                        "IpamDriver.RequestPool", "IP pool error: ",
                        "IpamDriver.RequestAddress", "IP assignment error: ",
                        "IpamDriver.ReleaseAddress", "IP release error: ")
                .forEach((name, text) -> {
                    Answer answer = call(other, name, name.endsWith("RequestPool") ? "{}" : any);
                    assertThat(answer.status()).isEqualTo(500);
                    assertThat(answer.body())
                            .startsWith("{\"Err\":\"" + text + "api-gateway at http://127.0.0.1:1 cannot be reached");
                });
        assertThat(call(other, "IpamDriver.GetCapabilities", "{}").status()).isEqualTo(200);
        without.stop().await();
        hopeless.close().await();
    }
}
