package io.ringfence.calicoctl.api;

import org.jspecify.annotations.Nullable;

/**
 * A gateway and what opens it.
 *
 * @param token null when none is sent
 */
public record Access(ApiAddress address, @Nullable String token) {
    /** Without the token: it is never printed. */
    @Override
    public String toString() {
        return address + (token == null ? "" : " with a token");
    }
}
