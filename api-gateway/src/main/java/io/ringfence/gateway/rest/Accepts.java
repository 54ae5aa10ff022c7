package io.ringfence.gateway.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a client takes a media type (RFC 9110, 12.5.1). */
final class Accepts {
    private Accepts() {}

    /**
     * Whether the header lets the type through.
     *
     * @param header value of Accept; null when there is none, which accepts everything
     */
    static boolean includes(@Nullable String header, String mediaType) {
        if (header == null || header.isBlank()) {
            return true;
        }
        String anyOfType = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        for (String range : header.split(",", -1)) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
            String type = parts[0].strip();
            if (type.equals("*/*") || type.equals(anyOfType) || type.equals(mediaType)) {
                boolean refused = false;
                for (int i = 1; i < parts.length; i++) {
                    refused |= parts[i].strip().matches("q=0(\\.0*)?");
                }
                if (!refused) {
                    return true;
                }
            }
        }
        return false;
    }
}
