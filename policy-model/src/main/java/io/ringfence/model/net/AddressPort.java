package io.ringfence.model.net;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One port of a protocol at one address.
 *
 * @param address /32 or /128
 * @param protocol one that has ports
 * @param port 1 to 65535
 */
public record AddressPort(Cidr address, Protocol protocol, int port) implements SetMember {
    private static final Pattern FORM = Pattern.compile("([^,]+),([0-9]{1,3}):([0-9]{1,5})");

    private static final Comparator<AddressPort> ORDER = Comparator.comparing(AddressPort::address)
            .thenComparingInt(member -> member.protocol().number())
            .thenComparingInt(AddressPort::port);

    public AddressPort {
        if (!address.isSingleAddress() || !protocol.hasPorts() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port at an address: " + address + " " + protocol + " " + port);
        }
    }

    /** Reads what {@link #toString} wrote. Throws {@link IllegalArgumentException} for all else. */
    public static AddressPort of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a port at an address: " + text);
        }
        Protocol protocol = new Protocol(Integer.parseInt(parts.group(2)));
        return new AddressPort(Cidr.of(parts.group(1)), protocol, Integer.parseInt(parts.group(3)));
    }

    @Override
    public IpVersion version() {
        return address.version();
    }

    @Override
    public int compareTo(SetMember other) {
        return switch (other) {
            case Cidr _ -> 1;
            case AddressPort port -> ORDER.compare(this, port);
        };
    }

    /** {@code 10.0.0.1,6:80}: as ipset writes it. The protocol's number, because ipset knows the names only where a file lists them. */
    @Override
    public String toString() {
        return address.address() + "," + protocol.number() + ":" + port;
    }
}
