package io.ringfence.agent.gateway;

import io.ringfence.kit.config.Default;
import io.ringfence.kit.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the api-gateways are.
 *
 * @param gateway base URLs, at least one; the next is asked when one certainly has done nothing
 * @param gatewayToken what the gateways demand; null when they demand nothing
 * @param gatewayTimeout for a whole call, all gateways and repetitions together
 */
public record GatewayAccess(
        @Default(value = "http://127.0.0.1:8080", reason = "a gateway on the same machine, as for calicoctl")
        List<String> gateway,

        @Nullable Secret gatewayToken,

        @Default(
                value = "5s",
                reason = "a write takes milliseconds, and who waits for a container gives up later than this")
        Duration gatewayTimeout) {

    public GatewayAccess {
        gateway = List.copyOf(gateway);
        if (gateway.isEmpty()) {
            throw new IllegalArgumentException("at least one api-gateway must be named");
        }
        for (String url : gateway) {
            URI uri = URI.create(url);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException("a gateway is named by a URL such as http://host:8080: " + url);
            }
        }
        if (gatewayTimeout.toMillis() < 100) {
            throw new IllegalArgumentException("gatewayTimeout is at least 100ms: " + gatewayTimeout);
        }
    }

    /** Without a token, all else as by default. */
    public static GatewayAccess of(String... urls) {
        return new GatewayAccess(List.of(urls), null, Duration.ofSeconds(5));
    }

    List<URI> uris() {
        return gateway.stream().map(URI::create).toList();
    }
}
