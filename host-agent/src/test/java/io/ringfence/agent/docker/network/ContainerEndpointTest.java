package io.ringfence.agent.docker.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.validate.Validator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContainerEndpointTest {
    private static final String ID = "83c96270658e0448f8a14184a8a94fcb44836bf98e507900c01138fc92e62063";

    private static JsonNode request(String v4, String v6, String mac) {
        ObjectNode request = new ObjectMapper().createObjectNode();
        request.put("NetworkID", "n").put("EndpointID", ID);
        request.putObject("Interface").put("Address", v4).put("AddressIPv6", v6).put("MacAddress", mac);
        return request;
    }

    private static WorkloadEndpoint endpoint(JsonNode request) {
        return ContainerEndpoint.of("host-1", "cali", List.of("databases"), request);
    }

    @Test
    void anEndpointHasTheFieldsOfTheReference() {
        WorkloadEndpoint endpoint = endpoint(request("192.168.0.5/32", "fd80:24e2::5/128", ""));
        assertThat(endpoint)
                .isEqualTo(new WorkloadEndpoint(
                        "host-1",
                        "libnetwork",
                        "libnetwork",
                        ID,
                        null,
                        Map.of(),
                        List.of(Cidr.of("192.168.0.5/32"), Cidr.of("fd80:24e2::5/128")),
                        List.of(),
                        null,
                        null,
                        List.of("databases"),
                        "cali83c96270658",
                        "EE:EE:EE:EE:EE:EE",
                        List.of()));
        assertThat(Validator.validate(endpoint)).isEmpty();
        assertThat(endpoint.key()).isEqualTo(ContainerEndpoint.key("host-1", ID));
    }

    @Test
    void thePrefixOfTheAddressIsThatOfOneAddress() {
        assertThat(endpoint(request("10.0.0.5/24", "", "")).ipNetworks()).containsExactly(Cidr.of("10.0.0.5/32"));
    }

    @Test
    void theMacThatWasAskedForIsKept() {
        JsonNode request = request("10.0.0.5/32", "", "02:00:00:00:00:07");
        assertThat(endpoint(request).mac()).isEqualTo("02:00:00:00:00:07");
        assertThat(Replies.endpoint(request).toString())
                .isEqualTo("{\"Interface\":{\"Address\":\"\",\"AddressIPv6\":\"\",\"MacAddress\":\"\"}}");
        assertThat(Replies.endpoint(request("10.0.0.5/32", "", "")).toString())
                .isEqualTo(
                        "{\"Interface\":{\"Address\":\"\",\"AddressIPv6\":\"\",\"MacAddress\":\"EE:EE:EE:EE:EE:EE\"}}");
    }

    @Test
    void withoutAnAddressThereIsNoEndpoint() {
        assertThatThrownBy(() -> endpoint(request("", "", "")))
                .isInstanceOf(Refusal.class)
                .hasMessage("No address assigned for endpoint");
        assertThatThrownBy(() -> endpoint(new ObjectMapper().createObjectNode()))
                .isInstanceOf(Refusal.class)
                .hasMessage("No address assigned for endpoint");
    }

    @Test
    void whatIsNoAddressOrNoIdentifierIsRefusedByName() {
        assertThatThrownBy(() -> endpoint(request("10.0.0.500/32", "", "")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Interface.Address '10.0.0.500/32' is not an address of IPv4");
        assertThatThrownBy(() -> endpoint(request("", "10.0.0.5/32", "")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Interface.AddressIPv6 '10.0.0.5/32' is not an address of IPv6");
        for (String id : List.of("", "short", "x; link del eth0", "../../etc/passwd", "a".repeat(129))) {
            assertThatThrownBy(() -> Veth.of("cali", id)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void interfaceNamesFitTheKernelWhateverThePrefix() {
        assertThat(Veth.of("cali", ID)).isEqualTo(new Veth("cali83c96270658", "temp83c96270658"));
        assertThat(Veth.of("longprefix", ID).host()).isEqualTo("longprefix83c96");
        assertThat(Veth.of("c", ID).host()).isEqualTo("c83c96270658");
    }

    @Test
    void labelsWithThePrefixCount() {
        assertThat(Labels.of(
                        Map.of("org.projectcalico.label.role", "db", "other", "x", "org.projectcalico.label", "y")))
                .isEqualTo(Map.of("role", "db"));
    }

    @Test
    void joiningNamesInterfacesAndRoutes() {
        Veth veth = Veth.of("cali", ID);
        assertThat(Replies.join(veth, "cali", endpoint(request("10.0.0.5/32", "", "")))
                        .toString())
                .isEqualTo("{\"InterfaceName\":{\"SrcName\":\"temp83c96270658\",\"DstPrefix\":\"cali\"},"
                        + "\"Gateway\":\"169.254.1.1\",\"GatewayIPv6\":\"\",\"StaticRoutes\":["
                        + "{\"Destination\":\"169.254.1.1/32\",\"RouteType\":1,\"NextHop\":\"\"}],"
                        + "\"DisableGatewayService\":false}");
        assertThat(Replies.join(veth, "cali", endpoint(request("10.0.0.5/32", "fd00::5/128", "")))
                        .toString())
                .isEqualTo("{\"InterfaceName\":{\"SrcName\":\"temp83c96270658\",\"DstPrefix\":\"cali\"},"
                        + "\"Gateway\":\"169.254.1.1\",\"GatewayIPv6\":\"fe80::1\",\"StaticRoutes\":["
                        + "{\"Destination\":\"169.254.1.1/32\",\"RouteType\":1,\"NextHop\":\"\"},"
                        + "{\"Destination\":\"fe80::1/128\",\"RouteType\":1,\"NextHop\":\"\"}],"
                        + "\"DisableGatewayService\":false}");
    }

    @Test
    void repliesHaveTheShapesOfTheProtocol() {
        assertThat(Replies.capabilities("global").toString())
                .isEqualTo("{\"Scope\":\"global\",\"ConnectivityScope\":\"\"}");
        assertThat(Replies.empty().toString()).isEqualTo("{}");
        assertThat(Replies.none().toString()).isEqualTo("null");
    }
}
