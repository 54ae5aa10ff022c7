package io.ringfence.calicoctl.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerWordsTest {
    private static Parsed<ContainerRequest> parse(String words, @Nullable String interfaceName) {
        return ContainerWords.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)), interfaceName);
    }

    private static Parsed<ContainerRequest> understood(ContainerRequest request) {
        return new Parsed.Understood<>(request);
    }

    @Test
    void everyFormIsUnderstood() {
        assertThat(parse("add c 10.0.0.1", null))
                .isEqualTo(
                        understood(new ContainerRequest.Add("c", new Request.Exactly(Cidr.of("10.0.0.1/32")), "eth1")));
        assertThat(parse("add c ipv4", "net0"))
                .isEqualTo(understood(new ContainerRequest.Add("c", new Request.FromAnyPool(IpVersion.V4), "net0")));
        assertThat(parse("c ip add ipv6", null))
                .isEqualTo(understood(
                        new ContainerRequest.AddAddress("c", new Request.FromAnyPool(IpVersion.V6), "eth1")));
        assertThat(parse("c ip add 10.0.0.0/16", null))
                .isEqualTo(understood(
                        new ContainerRequest.AddAddress("c", new Request.FromPool(Cidr.of("10.0.0.0/16")), "eth1")));
        assertThat(parse("c ip remove fd00::1", "eth7"))
                .isEqualTo(understood(new ContainerRequest.RemoveAddress("c", Cidr.of("fd00::1/128"), "eth7")));
        assertThat(parse("remove c", null)).isEqualTo(understood(new ContainerRequest.Remove("c")));
        assertThat(parse("c endpoint show", null)).isEqualTo(understood(new ContainerRequest.ShowEndpoint("c")));
        assertThat(parse("c profile append A B", null))
                .isEqualTo(
                        understood(new ContainerRequest.ChangeProfiles("c", ProfileChange.APPEND, List.of("A", "B"))));
        assertThat(parse("c profile set", null))
                .isEqualTo(understood(new ContainerRequest.ChangeProfiles("c", ProfileChange.SET, List.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "add",
                "add c",
                "add c ipv4 ipv6",
                "remove",
                "remove c d",
                "c",
                "c ip",
                "c ip set 10.0.0.1",
                "c ip add",
                "c endpoint",
                "c endpoint show all",
                "c profile",
                "c profile show",
                "show"
            })
    void wordsOutOfPlaceAreAMisuse(String words) {
        assertThat(parse(words, null)).isEqualTo(new Parsed.Misused<>());
    }

    @Test
    void anInterfaceMeansNothingWithoutAnAddress() {
        assertThat(parse("remove c", "eth1")).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("c endpoint show", "eth1")).isEqualTo(new Parsed.Misused<>());
        assertThat(parse("c profile set A", "eth1")).isEqualTo(new Parsed.Misused<>());
    }

    @ParameterizedTest
    @CsvSource({
        "add c nonsense, eth1, Invalid IP address specified: nonsense",
        "add c 10.0.0.0/99, eth1, Invalid IP address specified: 10.0.0.0/99",
        "c ip add 4294967295, eth1, Invalid IP address specified: 4294967295",
        "c ip remove ipv4, eth1, Invalid IP address specified: ipv4",
        "c ip remove 10.0.0.0/16, eth1, Invalid IP address specified: 10.0.0.0/16",
        "add c ipv4, a b, Invalid interface name specified: a b",
        "add c ipv4, -x, Invalid interface name specified: -x",
        "add c ipv4, sixteencharacter, Invalid interface name specified: sixteencharacter"
    })
    void valuesThatAreNoneAreNamed(String words, String interfaceName, String message) {
        assertThat(parse(words, interfaceName)).isEqualTo(new Parsed.Invalid<>(List.of(message)));
    }
}
