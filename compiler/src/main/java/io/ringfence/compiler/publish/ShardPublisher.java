package io.ringfence.compiler.publish;

import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.log.publish.GroupOffsets;
import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes owned shards, each batch as one transaction that the group fences. Owner: the compiler's thread. */
final class ShardPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardPublisher.class);

    /** So often one batch is tried; then membership and publisher are made anew, and the shards read back. */
    private static final int ATTEMPTS = 10;

    /** Between attempts; the group needs about this long to tell a member's new epoch. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final GroupMember member;
    private final TransactionalPublisher publisher;

    /** By owned shard: the offset that stands for "read back to here" in the group. */
    private final Map<Integer, Long> ends = new HashMap<>();

    /** By owned shard: the progress that the topic holds, so that it is not sent again; absent when it holds none. */
    private final Map<Integer, Progress> reached = new HashMap<>();

    /** @param transactionalId ends what an earlier publisher of this id has left open */
    ShardPublisher(String bootstrap, String transactionalId, GroupMember member) {
        this.member = member;
        this.publisher = TransactionalPublisher.open(bootstrap, transactionalId);
    }

    /** Begins with a shard that was read back; from now on it gets progress, so its difference must be what is published next. */
    void own(int shard, ReadBack found) {
        ends.put(shard, found.ends().getOrDefault(shard, 0L));
        byte[] progress = found.records().getOrDefault(shard, Map.of()).get(Progress.KEY);
        if (progress != null && ShardRecordCodec.decode(Progress.KEY, progress) instanceof Progress known) {
            reached.put(shard, known);
        }
    }

    void disown(Set<Integer> shards) {
        ends.keySet().removeAll(shards);
        reached.keySet().removeAll(shards);
    }

    /**
     * Writes deltas, and the progress to every owned shard that has a delta or not that progress yet. Shards that the group has taken away meanwhile are left out: their next
     * owner writes what is missing.
     *
     * @return the number of records written
     * @throws PublishFailedException when it could not be written; what the topic holds must then be read back
     */
    int publish(List<ShardDelta> deltas, Progress progress) throws PublishFailedException {
        Map<Integer, ShardDelta> byShard = new HashMap<>();
        deltas.forEach(delta -> byShard.put(delta.shard(), delta));
        for (int attempt = 1; ; attempt++) {
            Set<Integer> shards = new TreeSet<>(ends.keySet());
            shards.retainAll(member.shards());
            ConsumerGroupMetadata metadata = member.metadata();
            if (shards.isEmpty() || metadata == null) {
                return 0;
            }
            List<ProducerRecord<String, byte[]>> records = records(shards, byShard, progress);
            if (records.isEmpty()) {
                return 0;
            }
            PublishOutcome outcome = publisher.publish(records, new GroupOffsets(metadata, offsets(shards)));
            RuntimeException cause = switch (outcome) {
                case PublishOutcome.Committed committed -> null;
                case PublishOutcome.Aborted aborted -> aborted.cause();
                case PublishOutcome.OwnershipLost lost -> lost.cause();
                case PublishOutcome.Fenced fenced -> throw new PublishFailedException(fenced.cause());
                case PublishOutcome.InDoubt doubt -> throw new PublishFailedException(doubt.cause());
                case PublishOutcome.Refused refused -> throw new PublishFailedException(refused.cause());
            };
            if (cause == null) {
                shards.forEach(shard -> reached.put(shard, progress));
                return records.size();
            }
            if (attempt == ATTEMPTS) {
                throw new PublishFailedException(cause);
            }
            LOG.info("a batch of {} records was not taken, trying again: {}", records.size(), cause.toString());
            pause();
        }
    }

    @Override
    public void close() {
        publisher.close();
    }

    private List<ProducerRecord<String, byte[]>> records(
            Set<Integer> shards, Map<Integer, ShardDelta> deltas, Progress progress) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int shard : shards) {
            ShardDelta delta = deltas.get(shard);
            if (delta != null) {
                delta.puts().forEach(put -> records.add(ShardRecordCodec.put(shard, put)));
                delta.removals().forEach(key -> records.add(ShardRecordCodec.remove(shard, key)));
            }
            if (delta != null || !progress.equals(reached.get(shard))) {
                records.add(ShardRecordCodec.put(shard, progress));
            }
        }
        return records;
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Set<Integer> shards) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ends.forEach((shard, end) -> {
            if (shards.contains(shard)) {
                offsets.put(new TopicPartition(Topics.RULESETS, shard), new OffsetAndMetadata(end));
            }
        });
        return offsets;
    }

    private static void pause() throws PublishFailedException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailedException(new IllegalStateException("interrupted", e));
        }
    }
}
