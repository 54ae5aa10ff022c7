package io.ringfence.store;

import io.ringfence.kit.config.Default;
import io.ringfence.kit.config.Secret;
import io.ringfence.log.topic.TopicSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy-store needs to know.
 *
 * @param listen address of the HTTP server
 * @param port of the HTTP server; 0 takes a free one
 * @param storeToken what callers of the internal API must show; null lets every caller in
 * @param etcd endpoints, {@code http://host:port}; none: the embedded store in {@code data}
 * @param data folder of the embedded store
 * @param kafka brokers, {@code host:port}, separated by commas
 * @param shards partitions of {@code policy.rulesets}, if the topics are to be made
 * @param replication copies of each partition, if the topics are to be made
 * @param storeTimeout how long a read or a write of etcd may take
 */
public record StoreSettings(
        @Default(value = "127.0.0.1", reason = "the internal API demands nothing unless it is told to")
        String listen,

        @Default(value = "8081", reason = "next to the gateway's 8080")
        int port,

        @Nullable Secret storeToken,

        @Default(value = "", reason = "a newcomer has no etcd; every deployment of several hosts sets it")
        List<String> etcd,

        @Nullable Path data,
        String kafka,

        @Default(value = "8", reason = "hosts in thousands share out well over it, and few partitions cost little")
        int shards,

        @Default(value = "1", reason = "one broker is enough to try; production has 3")
        int replication,

        @Default(value = "5s", reason = "an etcd that changes its leader is back by then, and a client still waits")
        Duration storeTimeout) {

    public StoreSettings {
        etcd = List.copyOf(etcd);
        etcd.forEach(URI::create);
        if (etcd.isEmpty() && data == null) {
            throw new IllegalArgumentException("RINGFENCE_DATA must be set where RINGFENCE_ETCD is not");
        }
        if (storeTimeout.compareTo(Duration.ofMillis(500)) < 0) {
            throw new IllegalArgumentException("RINGFENCE_STORE_TIMEOUT must be at least 500ms");
        }
    }

    TopicSettings topics() {
        return new TopicSettings(shards, replication);
    }
}
