package io.ringfence.store.decide;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.store.decide.Outcome.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides one request. References are judged on what would stand after the whole transaction, so the order of its operations does not
 * matter. Cost: proportional to the request, and to the number of policies when a tier is deleted.
 */
public final class Decider {
    private final List<Operation> operations;
    private final State state;
    private final Collection<Policy> policies;

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<StoreKey, Guard> guards = new LinkedHashMap<>();
    private final Map<StoreKey, Write> writes = new LinkedHashMap<>();

    private Decider(List<Operation> operations, State state, Collection<Policy> policies) {
        this.operations = operations;
        this.state = state;
        this.policies = policies;
    }

    /** The keys that {@link #decide} must be given. */
    public static Set<StoreKey> concerned(List<Operation> operations) {
        Set<StoreKey> keys = new LinkedHashSet<>();
        for (Operation operation : operations) {
            keys.add(new StoreKey.OfResource(operation.key()));
            tierJoined(operation).ifPresent(tier -> keys.add(tierKey(tier)));
            tierDeleted(operation).ifPresent(tier -> keys.add(new StoreKey.TierReferences(tier)));
        }
        return keys;
    }

    /** Whether {@link #decide} must be given all policies, read after the keys. */
    public static boolean concernsAllPolicies(List<Operation> operations) {
        return operations.stream().anyMatch(operation -> tierDeleted(operation).isPresent());
    }

    /**
     * Decides.
     *
     * @param state all {@link #concerned} keys
     * @param policies all, if {@link #concernsAllPolicies}, as of {@code state}'s revision or later; else anything
     */
    public static Decision decide(List<Operation> operations, State state, Collection<Policy> policies) {
        return new Decider(operations, state, policies).decide();
    }

    private Decision decide() {
        refuseRepeated();
        if (refusals.isEmpty()) {
            for (int index = 0; index < operations.size(); index++) {
                operate(index, operations.get(index));
            }
        }
        if (refusals.isEmpty()) {
            for (int index = 0; index < operations.size(); index++) {
                checkReferences(index, operations.get(index));
            }
        }
        return refusals.isEmpty()
                ? new Decision.Accepted(
                        new Transaction(state.revision(), List.copyOf(guards.values()), List.copyOf(writes.values())),
                        outcomes)
                : new Decision.Refused(refusals);
    }

    private void refuseRepeated() {
        Set<ResourceKey> seen = new LinkedHashSet<>();
        for (int index = 0; index < operations.size(); index++) {
            ResourceKey key = operations.get(index).key();
            if (!seen.add(key)) {
                refuse(index, Refusal.Reason.REPEATED, "resource named twice in one transaction: " + key.identifier());
            }
        }
    }

    private void operate(int index, Operation operation) {
        ResourceKey key = operation.key();
        StoreKey storeKey = new StoreKey.OfResource(key);
        Optional<Entry> current = state.entry(storeKey);
        Revision modified = state.modified(storeKey);
        guards.put(storeKey, new Guard(storeKey, modified));
        Revision expected = operation.expected();
        if (expected != null && !expected.equals(modified)) {
            refuse(index, Refusal.Reason.CONFLICT, "update conflict: '" + key.identifier() + "'");
            return;
        }
        switch (operation) {
            case Operation.Create create -> {
                if (current.isPresent()) {
                    refuse(index, Refusal.Reason.EXISTS, "resource already exists: " + key.identifier());
                } else {
                    put(storeKey, current, create.resource());
                }
            }
            case Operation.Apply apply -> put(storeKey, current, apply.resource());
            case Operation.Replace replace -> {
                if (current.isEmpty()) {
                    refuseAbsent(index, key);
                } else {
                    put(storeKey, current, replace.resource());
                }
            }
            case Operation.Delete delete -> {
                if (current.isEmpty()) {
                    refuseAbsent(index, key);
                } else {
                    writes.put(storeKey, new Write.Remove(storeKey));
                    outcomes.add(new Outcome(key, Result.DELETED));
                }
            }
        }
    }

    private void put(StoreKey key, Optional<Entry> current, Resource resource) {
        Value value = Value.of(resource);
        if (current.isPresent() && current.get().value().equals(value)) {
            outcomes.add(new Outcome(resource.key(), Result.UNCHANGED));
            return;
        }
        writes.put(key, new Write.Put(key, value));
        outcomes.add(new Outcome(resource.key(), current.isPresent() ? Result.UPDATED : Result.CREATED));
    }

    private void checkReferences(int index, Operation operation) {
        if (!writes.containsKey(new StoreKey.OfResource(operation.key()))) {
            return;
        }
        tierJoined(operation).ifPresent(tier -> joinTier(index, operation.key(), tier));
        tierDeleted(operation).ifPresent(tier -> leaveNobodyIn(index, tier));
    }

    /** The tier must exist afterwards; if the policy is new to it, the tier's deletion must notice. */
    private void joinTier(int index, ResourceKey policy, String tier) {
        StoreKey tierKey = tierKey(tier);
        if (!existsAfterwards(tierKey)) {
            refuse(index, Refusal.Reason.REFERENCE, "tier does not exist: " + tier);
            return;
        }
        guards.putIfAbsent(tierKey, new Guard(tierKey, state.modified(tierKey)));
        boolean isMember = state.resource(policy)
                .map(entry -> entry.value().resource() instanceof Policy stored
                        && stored.tier().equals(tier))
                .orElse(false);
        if (!isMember) {
            StoreKey references = new StoreKey.TierReferences(tier);
            writes.put(references, new Write.Put(references, Value.EMPTY));
        }
    }

    private void leaveNobodyIn(int index, String tier) {
        StoreKey references = new StoreKey.TierReferences(tier);
        guards.put(references, new Guard(references, state.modified(references)));
        List<String> members = policies.stream()
                .filter(policy -> policy.tier().equals(tier))
                .filter(policy -> !writes.containsKey(new StoreKey.OfResource(policy.key())))
                .map(Policy::name)
                .sorted()
                .toList();
        if (!members.isEmpty()) {
            refuse(
                    index,
                    Refusal.Reason.REFERENCE,
                    "tier " + tier + " still has " + members.size() + " policies, first: " + members.getFirst());
        } else if (state.entry(references).isPresent()) {
            writes.put(references, new Write.Remove(references));
        }
    }

    private boolean existsAfterwards(StoreKey key) {
        return switch (writes.get(key)) {
            case null -> state.entry(key).isPresent();
            case Write.Put _ -> true;
            case Write.Remove _ -> false;
        };
    }

    private void refuseAbsent(int index, ResourceKey key) {
        refuse(index, Refusal.Reason.ABSENT, "resource does not exist: " + key.identifier());
    }

    private void refuse(int index, Refusal.Reason reason, String message) {
        refusals.add(new Refusal(index, operations.get(index).key(), reason, message));
    }

    private static StoreKey tierKey(String tier) {
        return new StoreKey.OfResource(ResourceKey.of(Kind.TIER, tier));
    }

    /** The tier that must be stored for this operation to make sense: of a policy that is put, and not the one that exists always. */
    private static Optional<String> tierJoined(Operation operation) {
        Resource put = switch (operation) {
            case Operation.Create create -> create.resource();
            case Operation.Apply apply -> apply.resource();
            case Operation.Replace replace -> replace.resource();
            case Operation.Delete _ -> null;
        };
        return put instanceof Policy policy && !policy.tier().equals(Tier.DEFAULT)
                ? Optional.of(policy.tier())
                : Optional.empty();
    }

    private static Optional<String> tierDeleted(Operation operation) {
        if (!(operation instanceof Operation.Delete(ResourceKey key, var _)) || key.kind() != Kind.TIER) {
            return Optional.empty();
        }
        String tier = key.parts().getFirst();
        return tier.equals(Tier.DEFAULT) ? Optional.empty() : Optional.of(tier);
    }
}
