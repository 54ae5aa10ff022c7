package io.ringfence.compiler.publish;

import io.ringfence.log.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's place in the compilers' consumer group. The group hands out the partitions of {@code policy.rulesets}; nothing is
 * consumed by it. A dynamic member: the successor of a killed one need not wait for a name to be free.
 */
final class GroupMember implements AutoCloseable {
    /** The compilers' group. */
    static final String GROUP = "ringfence-compilers";

    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);

    /** How soon a change of ownership is noticed at the latest. Heartbeats have a thread of their own. */
    private static final Duration POLL = Duration.ofMillis(200);

    /** A member that is gone in order tells the group; it does not wait for more than this. */
    private static final Duration LEAVE = Duration.ofSeconds(3);

    private final KafkaConsumer<String, byte[]> consumer; // owner: the member's thread; wakeup alone is for any
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Set<Integer> shards = Set.of();
    private volatile @Nullable ConsumerGroupMetadata metadata;

    /** Is told of shards on the member's thread. */
    interface Listener {
        /** These are ours too from now on. */
        void assigned(Set<Integer> more);

        /** These are not ours any more; returns when nothing more will be written to them. */
        void revoked(Set<Integer> fewer);

        /** The group cannot be followed; this member has ended. */
        void failed(RuntimeException cause);
    }

    GroupMember(String bootstrap, Listener listener) {
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "consumer",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().daemon().name("compiler-group").start(this::run);
    }

    /** Shards that are ours now. */
    Set<Integer> shards() {
        return shards;
    }

    /** Who we are to the group, which fences by it; null before the first assignment. */
    @Nullable
    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    /** Leaves the group. The listener is not called any more. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(LEAVE.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            consumer.subscribe(List.of(Topics.RULESETS), new Rebalance());
            while (!closed) {
                consumer.poll(POLL);
                metadata = consumer.groupMetadata();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("woken", e);
        } catch (RuntimeException e) {
            if (!closed) {
                closed = true;
                listener.failed(e);
            }
        } finally {
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            metadata = consumer.groupMetadata();
            Set<Integer> all = new TreeSet<>(shards);
            all.addAll(numbers(partitions));
            shards = Set.copyOf(all);
            if (!closed && !partitions.isEmpty()) {
                listener.assigned(numbers(partitions));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Set<Integer> left = new TreeSet<>(shards);
            left.removeAll(numbers(partitions));
            shards = Set.copyOf(left);
            if (!closed && !partitions.isEmpty()) {
                listener.revoked(numbers(partitions));
            }
        }

        private Set<Integer> numbers(Collection<TopicPartition> partitions) {
            Set<Integer> numbers = new TreeSet<>();
            partitions.forEach(partition -> numbers.add(partition.partition()));
            return numbers;
        }
    }
}
