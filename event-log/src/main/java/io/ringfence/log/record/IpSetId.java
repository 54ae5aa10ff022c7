package io.ringfence.log.record;

import io.ringfence.model.net.PortName;
import io.ringfence.model.selector.Selector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Names a set by what it means, so that every compiler instance and every host gives it the same name. A set holds both families; the
 * host splits it.
 *
 * @param text {@code s} for a set of addresses or {@code p} for one of ports at addresses, and 22 characters of URL-safe base64 (132
 *     bits of SHA-224)
 */
public record IpSetId(String text) implements Comparable<IpSetId> {

    /** The set of all addresses that the selector means. */
    public static IpSetId of(Selector selector) {
        return new IpSetId("s" + hash("selector " + selector.canonical()));
    }

    /** The set of all ports that what the selector means calls by the name, whatever their protocol. */
    public static IpSetId of(Selector selector, PortName port) {
        return new IpSetId("p" + hash("port " + port + " selector " + selector.canonical()));
    }

    /** Whether its members are ports at addresses. */
    public boolean holdsPorts() {
        return text.startsWith("p");
    }

    /** 22 characters, safe in file names, kernel names and paths. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-224").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-224", e);
        }
    }

    @Override
    public int compareTo(IpSetId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
