package io.ringfence.log.record;

import io.ringfence.model.selector.Selector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Names a set of addresses by what it means, so that every compiler instance and every host gives it the same name. A set holds both
 * families; the host splits it.
 *
 * @param text {@code s} and 22 characters of URL-safe base64 (132 bits of SHA-224)
 */
public record IpSetId(String text) implements Comparable<IpSetId> {

    /** The set of all addresses that the selector means. */
    public static IpSetId of(Selector selector) {
        return new IpSetId("s" + hash("selector " + selector.canonical()));
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
