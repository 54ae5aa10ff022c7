package io.ringfence.log.shard;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Host to shard. */
public final class Shards {
    private Shards() {}

    /**
     * The shard, which is the partition of {@code policy.rulesets}, that a host belongs to: Kafka's own murmur2 of the name in UTF-8,
     * so that other clients' default partitioners agree.
     *
     * @param host name
     * @param count number of partitions, at least 1
     */
    public static int shardOf(String host, int count) {
        return Utils.toPositive(Utils.murmur2(host.getBytes(StandardCharsets.UTF_8))) % count;
    }
}
