package io.ringfence.agent.observe;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.net.SetMember;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of sets as {@code ipset save} prints them: {@code 10.0.0.0/8}, {@code 10.0.0.1,tcp:80}. */
final class Members {
    private static final Pattern PORT = Pattern.compile("([^,]+),([a-z0-9]+):([0-9]{1,5})");

    private Members() {}

    /** Empty for what no set of ours holds. */
    static Optional<? extends SetMember> parse(String text) {
        Matcher port = PORT.matcher(text);
        if (!port.matches()) {
            return Addresses.parse(text);
        }
        try {
            Cidr address = Addresses.parse(port.group(1)).orElseThrow(IllegalArgumentException::new);
            return Optional.of(new AddressPort(address, protocol(port.group(2)), Integer.parseInt(port.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By name; by number where the machine has no list of names. */
    private static Protocol protocol(String text) {
        return Protocol.byName(text).orElseGet(() -> new Protocol(Integer.parseInt(text)));
    }
}
