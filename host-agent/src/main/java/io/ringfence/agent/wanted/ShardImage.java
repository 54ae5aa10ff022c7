package io.ringfence.agent.wanted;

import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSetId;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest record of each key of the shard, as far as this host needs them. All policies, profiles, rule sets and sets of the shard
 * are kept, because a new endpoint of this host may name any of them and they are not sent again. Owner: the agent's thread.
 */
public final class ShardImage {
    private final String host;
    private final Map<String, PolicyRules> policies = new HashMap<>();
    private final Map<String, ProfileRules> profiles = new HashMap<>();
    private final Map<RuleSetId, RuleSet> ruleSets = new HashMap<>();
    private final Map<IpSetId, SortedMap<String, IpSetBucket>> sets = new HashMap<>();
    private final SortedMap<ResourceKey, ShardEndpoint> endpoints = new TreeMap<>();
    private @Nullable Progress progress;

    /** An empty one, for the one host whose endpoints are kept. */
    public ShardImage(String host) {
        this.host = host;
    }

    /** What the record keys of this host's endpoints begin with; others need not even be decoded. */
    public static String endpointPrefix(String host) {
        String key = ResourceKey.of(Kind.NODE, host).path();
        return ShardEndpoint.PREFIX + key + "/";
    }

    public void put(ShardRecord record) {
        switch (record) {
            case PolicyRules policy -> policies.put(policy.name(), policy);
            case ProfileRules profile -> profiles.put(profile.name(), profile);
            case RuleSet ruleSet -> ruleSets.put(ruleSet.id(), ruleSet);
            case IpSetBucket bucket ->
                sets.computeIfAbsent(bucket.set(), id -> new TreeMap<>()).put(bucket.bucket(), bucket);
            case ShardEndpoint endpoint -> {
                if (endpoint.host().equals(host)) {
                    endpoints.put(endpoint.endpoint(), endpoint);
                }
            }
            case Progress newest -> progress = newest;
        }
    }

    /** Forgets a key, of whatever type; a key that is not held is no error. Throws {@link IllegalArgumentException} for an unknown type. */
    public void remove(String key) {
        if (key.startsWith(IpSetBucket.PREFIX)) {
            int slash = key.indexOf('/', IpSetBucket.PREFIX.length());
            IpSetId id = new IpSetId(key.substring(IpSetBucket.PREFIX.length(), slash));
            SortedMap<String, IpSetBucket> buckets = sets.get(id);
            if (buckets != null) {
                buckets.remove(key.substring(slash + 1));
                if (buckets.isEmpty()) {
                    sets.remove(id);
                }
            }
        } else if (key.startsWith(RuleSet.PREFIX)) {
            ruleSets.remove(new RuleSetId(key.substring(RuleSet.PREFIX.length())));
        } else if (key.startsWith(ShardEndpoint.PREFIX)) {
            endpoints.remove(new ResourceKey(Kind.WORKLOAD_ENDPOINT, key.substring(ShardEndpoint.PREFIX.length())));
        } else if (key.startsWith(PolicyRules.PREFIX)) {
            policies.remove(nameOf(key));
        } else if (key.startsWith(ProfileRules.PREFIX)) {
            profiles.remove(nameOf(key));
        } else if (key.equals(Progress.KEY)) {
            progress = null;
        } else {
            throw new IllegalArgumentException("not a key of a shard: " + key);
        }
    }

    private static String nameOf(String key) {
        return ResourceKey.parse(key)
                .orElseThrow(() -> new IllegalArgumentException("not a key of a shard: " + key))
                .parts()
                .getFirst();
    }

    public @Nullable PolicyRules policy(String name) {
        return policies.get(name);
    }

    public @Nullable ProfileRules profile(String name) {
        return profiles.get(name);
    }

    public @Nullable RuleSet ruleSet(RuleSetId id) {
        return ruleSets.get(id);
    }

    /** Whether the set exists; a set without members exists. */
    public boolean hasSet(IpSetId id) {
        return sets.containsKey(id);
    }

    /** Its buckets in order; the same object for a bucket that did not change. Empty when the set is missing. */
    public List<IpSetBucket> buckets(IpSetId id) {
        SortedMap<String, IpSetBucket> buckets = sets.get(id);
        return buckets == null ? List.of() : new ArrayList<>(buckets.values());
    }

    /** This host's, by key. */
    public Collection<ShardEndpoint> endpoints() {
        return Collections.unmodifiableCollection(endpoints.values());
    }

    /** The newest; null when the shard has never been published, and then nothing here means anything. */
    public @Nullable Progress progress() {
        return progress;
    }

    /** What this host needs of it all, dependencies first: the rest may be forgotten without harm until the log is read again. */
    public List<ShardRecord> recordsOfHost() {
        Set<RuleSet> neededRuleSets = new LinkedHashSet<>();
        for (ShardEndpoint endpoint : endpoints.values()) {
            RuleSet ruleSet = ruleSets.get(endpoint.ruleSet());
            if (ruleSet != null) {
                neededRuleSets.add(ruleSet);
            }
        }
        Set<ShardRecord> rules = new LinkedHashSet<>();
        Set<IpSetId> ids = new LinkedHashSet<>();
        for (RuleSet ruleSet : neededRuleSets) {
            for (RuleSet.TierPolicies tier : ruleSet.tiers()) {
                tier.ingress().forEach(name -> need(policies.get(name), rules, ids));
                tier.egress().forEach(name -> need(policies.get(name), rules, ids));
            }
            ruleSet.profiles().forEach(name -> need(profiles.get(name), rules, ids));
        }
        List<ShardRecord> all = new ArrayList<>();
        ids.forEach(id -> all.addAll(buckets(id)));
        all.addAll(rules);
        all.addAll(neededRuleSets);
        all.addAll(endpoints.values());
        if (progress != null) {
            all.add(progress);
        }
        return all;
    }

    private static void need(@Nullable ShardRecord record, Set<ShardRecord> rules, Set<IpSetId> ids) {
        switch (record) {
            case PolicyRules policy -> {
                rules.add(policy);
                policy.ingress().forEach(rule -> ids.addAll(rule.allSets()));
                policy.egress().forEach(rule -> ids.addAll(rule.allSets()));
            }
            case ProfileRules profile -> {
                rules.add(profile);
                profile.ingress().forEach(rule -> ids.addAll(rule.allSets()));
                profile.egress().forEach(rule -> ids.addAll(rule.allSets()));
            }
            case null -> {
                // Missing: it denies with or without the file.
            }
            case IpSetBucket _, RuleSet _, ShardEndpoint _, Progress _ -> {}
        }
    }

    /** Whether nothing is held. */
    public boolean isEmpty() {
        return policies.isEmpty()
                && profiles.isEmpty()
                && ruleSets.isEmpty()
                && sets.isEmpty()
                && endpoints.isEmpty()
                && progress == null;
    }
}
