package io.ringfence.agent.observe;

import io.ringfence.model.net.Cidr;
import java.util.Locale;
import java.util.Optional;

/** Addresses in the C library's spelling, which writes the end of some IPv6 addresses as an IPv4 one. */
final class Addresses {
    private Addresses() {}

    static Optional<Cidr> parse(String text) {
        int dot = text.indexOf('.');
        int colon = text.lastIndexOf(':');
        if (dot < 0 || colon < 0) {
            return Cidr.parse(text);
        }
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        String[] bytes = text.substring(colon + 1, end).split("\\.", -1);
        if (bytes.length != 4) {
            return Optional.empty();
        }
        try {
            int high = Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]);
            int low = Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]);
            return Cidr.parse(String.format(
                    Locale.ROOT, "%s%x:%x%s", text.substring(0, colon + 1), high, low, text.substring(end)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
