package io.ringfence.e2e.deploy;

import java.util.Locale;

/** Which iptables the agents use. */
public enum Backend {
    AUTO,
    NFT,
    LEGACY;

    /** As the agent's setting has it. */
    public String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
