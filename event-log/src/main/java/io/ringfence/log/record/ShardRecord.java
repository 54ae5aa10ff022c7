package io.ringfence.log.record;

/**
 * A record of {@code policy.rulesets}: what the hosts of one shard need. Inside a transaction the order is sets, policies, profiles,
 * rule sets, endpoints, then removals the other way round, then progress.
 */
public sealed interface ShardRecord permits IpSetBucket, PolicyRules, ProfileRules, RuleSet, ShardEndpoint, Progress {
    /** The record key's text. */
    String key();
}
