package io.ringfence.calicoctl.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where the gateway is.
 *
 * @param base http or https, with a host and without a slash at the end; a path in it is kept
 */
public record ApiAddress(URI base) {
    public static final String DEFAULT = "http://127.0.0.1:8080";

    /** Reads an address; {@code host:port} alone means http. Empty when it is none. */
    public static Optional<ApiAddress> parse(String text) {
        String trimmed = text.strip();
        String whole = trimmed.contains("://") ? trimmed : "http://" + trimmed;
        try {
            URI uri = new URI(whole.replaceAll("/+$", ""));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return http && plain && uri.getHost() != null && uri.getPort() <= 65535
                    ? Optional.of(new ApiAddress(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
