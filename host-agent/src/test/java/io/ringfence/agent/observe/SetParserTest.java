package io.ringfence.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.net.SetMember;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetParserTest {
    private static KernelSet parse(String type, String family, String... members) {
        StringBuilder save =
                new StringBuilder("create rf4-x " + type + " family " + family + " hashsize 1024 maxelem 9\n");
        for (String member : members) {
            save.append("add rf4-x ").append(member).append('\n');
        }
        return SetParser.parse(save.toString()).getOrDefault("rf4-x", KernelSet.ofNets("", IpVersion.V4, List.of()));
    }

    private static SetMember port(String address, Protocol protocol, int port) {
        return new AddressPort(Cidr.of(address), protocol, port);
    }

    @Test
    void protocolsOfPortsAreReadByNameAndByNumber() {
        KernelSet set = parse(
                "hash:ip,port", "inet", "10.0.0.1,tcp:80", "10.0.0.2,17:53", "10.0.0.3,sctp:9000", "10.0.0.4,132:9001");

        assertThat(set.shape()).isEqualTo(KernelSet.Shape.ofPorts(IpVersion.V4));
        assertThat(set.odd()).isEmpty();
        assertThat(set.parts())
                .isEqualTo(List.of(Set.of(
                        port("10.0.0.1", Protocol.TCP, 80),
                        port("10.0.0.2", Protocol.UDP, 53),
                        port("10.0.0.3", Protocol.SCTP, 9000),
                        port("10.0.0.4", Protocol.SCTP, 9001))));
    }

    @Test
    void addressesOfPortsHaveTheSpellingOfTheCLibrary() {
        KernelSet set = parse("hash:ip,port", "inet6", "::1.2.3.4,tcp:80", "fd00::1,udp:53");

        assertThat(set.parts())
                .isEqualTo(List.of(Set.of(port("::102:304", Protocol.TCP, 80), port("fd00::1", Protocol.UDP, 53))));
    }

    @Test
    void whatNoSetOfOursHoldsIsKeptInTheKernelsWords() {
        KernelSet set =
                parse("hash:ip,port", "inet", "10.0.0.1,icmp:echo-request", "10.0.0.1,udplite:80", "10.0.0.1,tcp:0");

        assertThat(set.size()).isZero();
        assertThat(set.odd()).containsExactly("10.0.0.1,icmp:echo-request", "10.0.0.1,udplite:80", "10.0.0.1,tcp:0");
    }
}
