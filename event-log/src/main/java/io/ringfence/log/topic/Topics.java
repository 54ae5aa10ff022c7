package io.ringfence.log.topic;

/** Names of the topics. All are compacted; see {@link TopicSpec} for their settings and ADR 0001 for why. */
public final class Topics {
    /** Every resource, one partition, in revision order; key is the resource key. Public: external tools subscribe here. */
    public static final String EVENTS = "policy.events";

    /** What hosts need, one partition a shard. Also the compilers' consumer group's topic: who owns a partition writes it. */
    public static final String RULESETS = "policy.rulesets";

    /** What hosts report; key is the host. */
    public static final String STATUS = "policy.status";

    private Topics() {}
}
