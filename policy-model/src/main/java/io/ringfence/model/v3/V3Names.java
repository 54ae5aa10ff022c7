package io.ringfence.model.v3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names that v3 allows: those of DNS (RFC 1123), and for tiers without dots. */
public final class V3Names {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** Possessive, because a group that can be given back costs stack each time it repeats. */
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*+");

    /** Characters of a name, as RFC 1123 has it. */
    static final int LONGEST = 253;

    private static final Pattern TIER = Pattern.compile(LABEL);

    /** Of a policy's name, for the hash to have room in the 128 characters of names here. */
    private static final int KEPT = 100;

    private V3Names() {}

    static boolean isName(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }

    static boolean isTier(String text) {
        return text.length() <= 63 && TIER.matcher(text).matches();
    }

    /**
     * The name itself where v3 allows it; else in lower case, with {@code -} for what is not allowed, and eight hexadecimal digits of
     * its SHA-1 behind, as Calico's own upgrade named it. The same for every mention of a name.
     */
    public static String of(String name) {
        return isName(name) ? name : changed(name, "[^-a-z0-9.]", KEPT);
    }

    /** As {@link #of}, for a tier. */
    public static String ofTier(String name) {
        return isTier(name) ? name : changed(name, "[^-a-z0-9]", 54);
    }

    private static String changed(String name, String forbidden, int kept) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll(forbidden, "-")
                .replaceAll("[-.]*\\.[-.]*", ".")
                .replaceAll("^[-.]+|[-.]+$", "");
        String start = plain.substring(0, Math.min(plain.length(), kept)).replaceAll("[-.]+$", "");
        return (start.isEmpty() ? "x" : start) + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
