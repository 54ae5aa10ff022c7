package io.ringfence.model.net;

import java.util.regex.Pattern;

/** What is the same on the link of every container, whoever makes it. */
public final class ContainerLink {
    /** Where containers send what is not for themselves. No interface has it; the host answers for it on each link. */
    public static final String GATEWAY = "169.254.1.1";

    /** The same for IPv6: the host's own address on each link of a container with an IPv6 address. */
    public static final String GATEWAY_IPV6 = "fe80::1";

    /** So much of an endpoint's identifier is in the names of its interfaces, if there is room. */
    public static final int SHORTENED = 11;

    private static final int LONGEST_NAME = 15;

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,14}");

    private ContainerLink() {}

    /** Returns what the names of all host's ends begin with, if that is possible; else throws {@link IllegalArgumentException}. */
    public static String prefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not an interface prefix: " + prefix);
        }
        return prefix;
    }

    /**
     * The name of the host's end.
     *
     * @param prefix as {@link #prefix} takes it
     * @param endpointId at least {@link #SHORTENED} characters
     */
    public static String hostEnd(String prefix, String endpointId) {
        return prefix + endpointId.substring(0, Math.min(SHORTENED, LONGEST_NAME - prefix.length()));
    }
}
