package io.ringfence.log.publish;

/** What became of a batch. Whatever it is, readers of committed records see all of the batch or nothing of it. */
public sealed interface PublishOutcome {
    /** All of it is on the topic, the group's offsets too. */
    record Committed() implements PublishOutcome {}

    /** Nothing of it is on the topic, for a reason that passes (a broker away, a leader moved). The publisher can be used again. */
    record Aborted(RuntimeException cause) implements PublishOutcome {}

    /**
     * Nothing of it is on the topic: the consumer group has gone on without this member, so the partitions may be another's. The
     * publisher can be used again, for what the group gives next.
     */
    record OwnershipLost(RuntimeException cause) implements PublishOutcome {}

    /** A newer publisher has the transactional id. This one has ended, and whether the batch is there is for the newer one to read. */
    record Fenced(RuntimeException cause) implements PublishOutcome {}

    /** It is not known whether the batch is there. This publisher has ended; read the topic before publishing with another. */
    record InDoubt(RuntimeException cause) implements PublishOutcome {}

    /** Nothing of it is on the topic, nor ever will be: a record is too large, a right or a topic is missing, or there is a bug. */
    record Refused(RuntimeException cause) implements PublishOutcome {}
}
