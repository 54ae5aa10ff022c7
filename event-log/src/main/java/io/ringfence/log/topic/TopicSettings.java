package io.ringfence.log.topic;

/**
 * What a deployment chooses about the topics.
 *
 * @param shards partitions of {@code policy.rulesets}, 1 to {@link #MAX_SHARDS}; counts only while that topic does not exist
 * @param replication copies of each partition, 1 to 32767; at most the number of brokers
 */
public record TopicSettings(int shards, int replication) {
    /** One partition a host of the largest deployment; more only costs. */
    public static final int MAX_SHARDS = 10_000;

    public TopicSettings {
        if (shards < 1 || shards > MAX_SHARDS) {
            throw new IllegalArgumentException("shards must be 1 to " + MAX_SHARDS + ": " + shards);
        }
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException("replication must be 1 to " + Short.MAX_VALUE + ": " + replication);
        }
    }

    /**
     * How many copies must have a record before it is acknowledged. With three or more one broker may be away, and what was acknowledged
     * survives the loss of another. Two copies cannot promise both; there a broker may be away.
     */
    public int minInSync() {
        return replication >= 3 ? 2 : 1;
    }

    /** One broker, as in standalone mode and tests. */
    public static TopicSettings singleBroker(int shards) {
        return new TopicSettings(shards, 1);
    }
}
