package io.ringfence.log.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What one topic must be.
 *
 * @param partitions how many it is made with
 * @param partitionsBinding whether an existing topic must have exactly that many
 * @param exactly settings whose value must be this one
 * @param atLeast numeric settings that may be larger
 * @param atMost numeric settings that may be smaller
 */
record TopicSpec(
        String topic,
        int partitions,
        boolean partitionsBinding,
        short replication,
        Map<String, String> exactly,
        Map<String, Long> atLeast,
        Map<String, Long> atMost) {

    /** A reader that started, or a live one, within this time sees every event and not only the newest of a key. */
    static final Duration COMPACTION_LAG = Duration.ofHours(1);

    /** Who was away for less sees every removal. */
    static final Duration TOMBSTONES_STAY = Duration.ofDays(1);

    /** What is older is compacted within this time, so that a reader's start does not grow with history. */
    static final Duration COMPACTED_AFTER = Duration.ofDays(1);

    /** The newest segment is never compacted, so it is kept small. */
    private static final long SEGMENT_BYTES = 64 << 20;

    /** One policy may take most of a request's 4 MiB, and its compiled form may be larger than its text. */
    static final long MESSAGE_BYTES = 8 << 20;

    static List<TopicSpec> all(TopicSettings settings) {
        return List.of(
                of(Topics.EVENTS, 1, true, COMPACTION_LAG, settings),
                of(Topics.RULESETS, settings.shards(), false, COMPACTION_LAG, settings),
                // A newer report replaces an older one and nobody reads history, so compaction need not wait.
                of(Topics.STATUS, 1, true, Duration.ZERO, settings));
    }

    private static TopicSpec of(String topic, int partitions, boolean binding, Duration lag, TopicSettings settings) {
        return new TopicSpec(
                topic,
                partitions,
                binding,
                (short) settings.replication(),
                Map.of("cleanup.policy", "compact"),
                Map.of(
                        "min.compaction.lag.ms",
                        lag.toMillis(),
                        "delete.retention.ms",
                        TOMBSTONES_STAY.toMillis(),
                        "max.message.bytes",
                        MESSAGE_BYTES,
                        "min.insync.replicas",
                        (long) settings.minInSync()),
                Map.of("max.compaction.lag.ms", COMPACTED_AFTER.toMillis(), "segment.bytes", SEGMENT_BYTES));
    }

    NewTopic toNewTopic() {
        Map<String, String> configs = new java.util.HashMap<>(exactly);
        atLeast.forEach((name, value) -> configs.put(name, value.toString()));
        atMost.forEach((name, value) -> configs.put(name, value.toString()));
        return new NewTopic(topic, Optional.of(partitions), Optional.of(replication)).configs(configs);
    }
}
