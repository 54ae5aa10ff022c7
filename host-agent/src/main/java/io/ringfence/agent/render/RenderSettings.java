package io.ringfence.agent.render;

import io.ringfence.model.net.ContainerLink;

/**
 * What the text depends on besides policy.
 *
 * @param interfacePrefix what the names of workload interfaces begin with
 * @param endpointToHost what becomes of a workload's packet to the host itself that its egress policy lets through
 * @param markMask bits of the packet mark that are ours; the two lowest mean accepted and passed
 */
public record RenderSettings(String interfacePrefix, EndpointToHost endpointToHost, int markMask) {
    /** Upper half of the mark, closed to the host. */
    public static final int DEFAULT_MARK_MASK = 0xffff0000;

    public RenderSettings {
        if (Integer.bitCount(markMask) < 2) {
            throw new IllegalArgumentException("the mark mask needs two bits: " + Integer.toHexString(markMask));
        }
        ContainerLink.prefix(interfacePrefix);
    }

    public static RenderSettings defaults() {
        return new RenderSettings("cali", EndpointToHost.DROP, DEFAULT_MARK_MASK);
    }

    /** See {@link #endpointToHost}. */
    public enum EndpointToHost {
        DROP,
        /** Left to the rules that stand after ours. */
        RETURN,
        ACCEPT
    }

    String acceptBit() {
        return hex(Integer.lowestOneBit(markMask));
    }

    String passBit() {
        return hex(Integer.lowestOneBit(markMask & ~Integer.lowestOneBit(markMask)));
    }

    String verdictBits() {
        int accept = Integer.lowestOneBit(markMask);
        return hex(accept | Integer.lowestOneBit(markMask & ~accept));
    }

    String allBits() {
        return hex(markMask);
    }

    private static String hex(int bits) {
        return "0x" + Integer.toHexString(bits);
    }
}
