package io.ringfence.model.text;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Where the gateway has resources, each part of a name percent-encoded so that it is one segment of a path. */
public final class ResourcePath {
    /** What RFC 3986 calls unreserved, besides letters and digits. */
    private static final String MARKS = "-._~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ResourcePath() {}

    /**
     * Of one resource: {@code /v1/workloadEndpoints/h/cni/a%2Fb/eth0}.
     *
     * @throws IllegalArgumentException when a part {@linkplain ResourceKey#leadsElsewhere leads elsewhere}
     */
    public static String of(ResourceKey key) {
        StringBuilder path = collection(key.kind());
        for (String part : key.parts()) {
            if (ResourceKey.leadsElsewhere(part)) {
                throw new IllegalArgumentException(
                        "no path leads to " + key.identifier() + ": '" + part + "' is no name");
            }
            path.append('/').append(encode(part));
        }
        return path.toString();
    }

    /** Of all resources of a kind whose identity agrees: {@code /v1/workloadEndpoints?node=h}. No fields mean all. */
    public static String of(Kind kind, Map<String, String> identity) {
        StringBuilder path = collection(kind);
        char separator = '?';
        for (Map.Entry<String, String> field : new TreeMap<>(identity).entrySet()) {
            path.append(separator).append(field.getKey()).append('=').append(encode(field.getValue()));
            separator = '&';
        }
        return path.toString();
    }

    private static StringBuilder collection(Kind kind) {
        return new StringBuilder("/v1/").append(kind.collection());
    }

    /** Any text as one segment of a path, or as one value of a query. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
