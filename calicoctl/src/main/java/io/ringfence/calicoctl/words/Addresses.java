package io.ringfence.calicoctl.words;

import io.ringfence.model.net.Cidr;
import java.util.Optional;

/** Single addresses as people type them. */
final class Addresses {
    private Addresses() {}

    /** As /32 or /128; empty for what is no address, or is a block. */
    static Optional<Cidr> parse(String text) {
        return text.indexOf('/') >= 0 ? Optional.empty() : Cidr.parse(text);
    }
}
