package io.ringfence.agent.render;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.rule.Direction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Names in the kernel: chains of at most 28 characters, sets of at most 31. */
public final class Names {
    static final String FORWARD = "rf-FORWARD";
    static final String INPUT = "rf-INPUT";
    static final String OUTPUT = "rf-OUTPUT";
    static final String ACCEPT = "rf-accept";
    static final String PASS = "rf-pass";
    static final String WORKLOAD_TO_HOST = "rf-wl-to-host";

    /** Names up to this length stand as they are. One that is longer, or not plain, is hashed to a length that no plain name has. */
    private static final int PLAIN = 20;

    private static final int HASHED = 21;

    private Names() {}

    static String policy(Direction direction, String name) {
        return (direction == Direction.INGRESS ? "rf-pi-" : "rf-po-") + body(name);
    }

    static String profile(Direction direction, String name) {
        return (direction == Direction.INGRESS ? "rf-pri-" : "rf-pro-") + body(name);
    }

    /** The chain that an endpoint's packets enter. */
    public static String endpoint(Direction direction, String interfaceName) {
        return (direction == Direction.INGRESS ? "rf-tw-" : "rf-fw-") + interfaceName;
    }

    /** The chain that finds an endpoint's chain by its interface. */
    static String dispatch(Direction direction) {
        return direction == Direction.INGRESS ? "rf-to-wl" : "rf-from-wl";
    }

    static String ruleSet(String content) {
        return "rf-rs-" + hash(content, 20);
    }

    static String tier(String content) {
        return "rf-t-" + hash(content, 20);
    }

    static String set(IpVersion version, IpSetId id) {
        return prefix(version) + id.text();
    }

    /** A set that a rule's own list of blocks becomes, named by what it holds. */
    static String nets(IpVersion version, List<Cidr> sorted) {
        return prefix(version) + "n" + hash(sorted.toString(), 22);
    }

    private static String prefix(IpVersion version) {
        return version == IpVersion.V4 ? KernelSet.PREFIX_V4 : KernelSet.PREFIX_V6;
    }

    /** The name of the set that stands in while {@code set} is replaced. */
    public static String temporary(String set) {
        return set.startsWith(KernelSet.PREFIX_V4)
                ? KernelSet.TEMPORARY_V4 + set.substring(KernelSet.PREFIX_V4.length())
                : KernelSet.TEMPORARY_V6 + set.substring(KernelSet.PREFIX_V6.length());
    }

    private static String body(String name) {
        if (name.length() <= PLAIN && name.chars().allMatch(Names::isPlain)) {
            return name;
        }
        return hash(name, HASHED);
    }

    private static boolean isPlain(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '-' || c == '_' || c == '.';
    }

    /** Up to 37 characters of URL-safe base64, 6 bits each, of SHA-224. */
    static String hash(String text, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-224").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-224", e);
        }
    }
}
