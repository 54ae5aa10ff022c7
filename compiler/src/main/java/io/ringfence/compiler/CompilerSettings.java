package io.ringfence.compiler;

import io.ringfence.kit.config.Default;
import io.ringfence.log.topic.TopicSettings;

/**
 * Settings of a compiler.
 *
 * @param kafka brokers, {@code host:port[,host:port...]}
 * @param listen address of the health routes
 * @param port of the health routes; 0 takes a free one
 * @param shards partitions of {@code policy.rulesets}, when the topic has to be made
 * @param replication copies of each partition, when a topic has to be made
 */
public record CompilerSettings(
        @Default(value = "localhost:9092", reason = "a broker on this machine, at Kafka's usual port")
        String kafka,

        @Default(value = "127.0.0.1", reason = "health is for this machine until somebody says otherwise")
        String listen,

        @Default(value = "8082", reason = "next to the gateway's 8080 and the store's 8081")
        int port,

        @Default(value = "8", reason = "eight compilers can share the work; each host reads one shard only")
        int shards,

        @Default(value = "1", reason = "one broker; production has three and sets 3")
        int replication) {

    TopicSettings topics() {
        return new TopicSettings(shards, replication);
    }
}
