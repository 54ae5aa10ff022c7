package io.ringfence.model.net;

/** An IP family. */
public enum IpVersion {
    V4(4, 32),
    V6(6, 128);

    private final int number;
    private final int bits;

    IpVersion(int number, int bits) {
        this.number = number;
        this.bits = bits;
    }

    /** 4 or 6, as documents write it. */
    public int number() {
        return number;
    }

    /** Length of an address: 32 or 128 bits. */
    public int bits() {
        return bits;
    }
}
