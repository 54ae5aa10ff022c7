package io.ringfence.model.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 0.0.0.0/0",
        "10.0.0.1, 10.0.0.1/32",
        "10.1.2.3/8, 10.0.0.0/8",
        "255.255.255.255/31, 255.255.255.254/31",
        "::/0, ::/0",
        "::, ::/128",
        "::1, ::1/128",
        "1::, 1::/128",
        "fd00::1/64, fd00::/64",
        "FD00:0:0:0:0:0:0:00Aa, fd00::aa/128",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8/128",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0/128",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8/128",
        "64:ff9b::192.0.2.1, 64:ff9b::c000:201/128",
        "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201/128",
        "2001:db8::/127, 2001:db8::/127",
        "2001:db8:ffff::ffff/33, 2001:db8:8000::/33",
        "::ffff:0:0/95, ::fffe:0:0/95",
    })
    void readsAndPrintsOneForm(String text, String printed) {
        assertThat(Cidr.of(text)).hasToString(printed);
        assertThat(Cidr.of(printed)).isEqualTo(Cidr.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/8",
                "10",
                "10/8",
                "10.0.0",
                "10.0.0.0.1",
                "10.0.0.",
                ".10.0.0",
                "10.0.0.256",
                "10.0.0.01",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.1 ",
                " 10.0.0.1",
                "0x0a.0.0.1",
                "*",
                "10.0.0.*",
                "10.0.0.1-2",
                "10.0.0.0/255.0.0.0",
                "a.b.c.d",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "::/129",
                "::/00",
                "::1.2.3",
                "::1.2.3.4.5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:10.0.0.1",
                "::ffff:a00:1",
                "::ffff:0:0/96",
                "[::1]",
                "::1/64x",
                "\uff11.0.0.1",
                "1.0.0.\u0661"
            })
    void refusesEverythingElse(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void agreesWithThePlatformOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zero = random.nextInt(bytes.length); zero > 0; zero--) {
                bytes[random.nextInt(bytes.length)] = 0;
            }
            bytes[0] |= 1;
            InetAddress address = InetAddress.getByAddress(bytes);

            Cidr cidr = Cidr.of(address.getHostAddress());

            assertThat(InetAddress.getByName(cidr.address())).isEqualTo(address);
            assertThat(Cidr.of(cidr.toString())).isEqualTo(cidr);
        }
    }

    @Test
    void aBlockContainsWhatBeginsWithItsPrefix() {
        assertThat(Cidr.of("0.0.0.0/0").contains(Cidr.of("10.0.0.1"))).isTrue();
        assertThat(Cidr.of("10.0.0.0/8").contains(Cidr.of("10.255.0.0/16"))).isTrue();
        assertThat(Cidr.of("10.0.0.0/8").contains(Cidr.of("11.0.0.0"))).isFalse();
        assertThat(Cidr.of("10.0.0.0/16").contains(Cidr.of("10.0.0.0/8"))).isFalse();
        assertThat(Cidr.of("::/0").contains(Cidr.of("10.0.0.1"))).isFalse();
        assertThat(Cidr.of("fd00::/127").contains(Cidr.of("fd00::1"))).isTrue();
        assertThat(Cidr.of("fd00::/127").contains(Cidr.of("fd00::2"))).isFalse();
    }
}
