package io.ringfence.gateway;

import io.ringfence.kit.config.Default;
import io.ringfence.kit.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an api-gateway.
 *
 * @param kafka bootstrap servers
 * @param store base URLs of the policy-stores, at least one
 * @param listen address to bind to
 * @param port 0 takes a free one
 * @param token what clients must show; null lets every client in
 * @param storeToken what the policy-stores demand; null when they demand nothing
 * @param storeConnectTimeout for a connection to one store
 * @param storeAnswerTimeout for a store's answer; after that the outcome of a write is unknown
 */
public record GatewaySettings(
        @Default(value = "127.0.0.1:9092", reason = "a broker on the same machine")
        String kafka,

        @Default(value = "http://127.0.0.1:8081", reason = "a policy-store on the same machine")
        List<String> store,

        @Default(value = "127.0.0.1", reason = "who opens it to a network does so knowingly")
        String listen,

        @Default(value = "8080", reason = "where calicoctl looks")
        int port,

        @Nullable Secret token,

        @Nullable Secret storeToken,

        @Default(value = "1s", reason = "a store on the same network answers in milliseconds, the next one is waiting")
        Duration storeConnectTimeout,

        @Default(value = "10s", reason = "longer than the largest transaction takes in etcd")
        Duration storeAnswerTimeout) {

    public GatewaySettings {
        store = List.copyOf(store);
        if (store.isEmpty()) {
            throw new IllegalArgumentException("at least one policy-store must be named");
        }
        for (String url : store) {
            URI uri = URI.create(url);
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw new IllegalArgumentException("a policy-store is named by a URL such as http://host:8081: " + url);
            }
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
    }

    /** With the defaults, for use from code. */
    public static GatewaySettings of(String kafka, List<String> store, String listen, int port) {
        return new GatewaySettings(
                kafka, store, listen, port, null, null, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    List<URI> storeUris() {
        return store.stream().map(URI::create).toList();
    }
}
