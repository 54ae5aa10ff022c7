package io.ringfence.store.decide;

import static io.ringfence.testkit.Given.policy;
import static io.ringfence.testkit.Given.tier;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Outcome.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeciderTest {
    private static final Revision NOW = new Revision(40);
    private static final Policy DB = policy("db").selects("role == 'db'").build();
    private static final Policy DB_CHANGED =
            policy("db").selects("role == 'database'").build();
    private static final Policy IN_OPS = policy("db").inTier("ops").build();
    private static final Resource OPS = tier("ops", 10);
    private static final StoreKey OPS_REFERENCES = new StoreKey.TierReferences("ops");

    private final Map<StoreKey, Entry> entries = new HashMap<>();

    private DeciderTest stored(Resource resource, long revision) {
        entries.put(new StoreKey.OfResource(resource.key()), new Entry(Value.of(resource), new Revision(revision)));
        return this;
    }

    private Decision decide(Operation... operations) {
        List<Policy> policies = entries.values().stream()
                .filter(entry -> !entry.value().equals(Value.EMPTY))
                .map(entry -> entry.value().resource())
                .filter(Policy.class::isInstance)
                .map(Policy.class::cast)
                .toList();
        Map<StoreKey, Entry> concerned = new HashMap<>(entries);
        concerned.keySet().retainAll(Decider.concerned(List.of(operations)));
        return Decider.decide(
                List.of(operations),
                new State(NOW, concerned),
                Decider.concernsAllPolicies(List.of(operations)) ? policies : List.of());
    }

    private static List<Result> results(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision)
                .outcomes().stream().map(Outcome::result).toList();
    }

    private static Transaction transaction(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).transaction();
    }

    private static List<Refusal> refusals(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusals();
    }

    private static StoreKey key(Resource resource) {
        return new StoreKey.OfResource(resource.key());
    }

    private static Operation apply(Resource resource) {
        return new Operation.Apply(resource, null);
    }

    private static Operation delete(Resource resource) {
        return new Operation.Delete(resource.key(), null);
    }

    @Test
    void aNewResourceIsPutUnderTheGuardThatItDoesNotExist() {
        Decision decision = decide(new Operation.Create(DB, null));

        assertThat(results(decision)).containsExactly(Result.CREATED);
        assertThat(transaction(decision))
                .isEqualTo(new Transaction(
                        NOW,
                        List.of(new Guard(key(DB), Revision.NONE)),
                        List.of(new Write.Put(key(DB), Value.of(DB)))));
    }

    @Test
    void creatingWhatExistsIsRefused() {
        assertThat(refusals(stored(DB, 7).decide(new Operation.Create(DB, null))))
                .containsExactly(
                        new Refusal(0, DB.key(), Refusal.Reason.EXISTS, "resource already exists: Policy(name=db)"));
    }

    @Test
    void applyingTheSameWritesNothing() {
        Decision decision = stored(DB, 7).decide(apply(DB));

        assertThat(results(decision)).containsExactly(Result.UNCHANGED);
        assertThat(transaction(decision).writes()).isEmpty();
    }

    @Test
    void whatIsUnchangedBesideAChangeIsGuardedToo() {
        Policy other = policy("other").build();
        Decision decision = stored(DB, 7).decide(apply(DB), apply(other));

        assertThat(results(decision)).containsExactly(Result.UNCHANGED, Result.CREATED);
        assertThat(transaction(decision).guards()).contains(new Guard(key(DB), new Revision(7)));
        assertThat(transaction(decision).writes()).hasSize(1);
    }

    @Test
    void replacingAndDeletingNeedTheResource() {
        assertThat(refusals(decide(
                        new Operation.Replace(DB, null), delete(policy("x").build()))))
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.ABSENT, Refusal.Reason.ABSENT);
        assertThat(results(stored(DB, 7).decide(new Operation.Replace(DB_CHANGED, null))))
                .containsExactly(Result.UPDATED);
        assertThat(results(decide(delete(DB)))).containsExactly(Result.DELETED);
    }

    @Test
    void anExpectedRevisionMustBeTheOneThatStands() {
        stored(DB, 7);

        assertThat(results(decide(new Operation.Apply(DB_CHANGED, new Revision(7)))))
                .containsExactly(Result.UPDATED);
        for (Revision wrong : List.of(Revision.NONE, new Revision(6), new Revision(8))) {
            assertThat(refusals(decide(new Operation.Apply(DB_CHANGED, wrong))))
                    .containsExactly(
                            new Refusal(0, DB.key(), Refusal.Reason.CONFLICT, "update conflict: 'Policy(name=db)'"));
        }
        assertThat(refusals(decide(new Operation.Delete(DB.key(), new Revision(1)))))
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.CONFLICT);
    }

    @Test
    void oneResourceTwiceIsRefusedWhateverTheOperations() {
        assertThat(refusals(stored(DB, 7).decide(apply(DB), delete(DB))))
                .containsExactly(new Refusal(
                        1,
                        DB.key(),
                        Refusal.Reason.REPEATED,
                        "resource named twice in one transaction: Policy(name=db)"));
    }

    @Test
    void aPolicyNeedsItsTier() {
        assertThat(refusals(decide(apply(IN_OPS))))
                .containsExactly(new Refusal(0, IN_OPS.key(), Refusal.Reason.REFERENCE, "tier does not exist: ops"));

        Transaction joined = transaction(stored(OPS, 5).decide(apply(IN_OPS)));

        assertThat(joined.guards()).contains(new Guard(key(OPS), new Revision(5)));
        assertThat(joined.writes()).contains(new Write.Put(OPS_REFERENCES, Value.EMPTY));
    }

    @Test
    void theTierMayComeWithThePolicyInAnyOrderAndMayNotLeaveUnderIt() {
        assertThat(results(decide(apply(IN_OPS), apply(OPS)))).containsExactly(Result.CREATED, Result.CREATED);
        assertThat(refusals(stored(OPS, 5).decide(apply(IN_OPS), delete(OPS))))
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.REFERENCE);
    }

    @Test
    void aMemberThatStaysLeavesNoNewMark() {
        Policy edited = policy("db").inTier("ops").order(3).build();

        assertThat(transaction(stored(OPS, 5).stored(IN_OPS, 6).decide(apply(edited)))
                        .writes())
                .containsExactly(new Write.Put(key(edited), Value.of(edited)));
    }

    @Test
    void aTierWithPoliciesIsNotDeletedUnlessTheyGoWithIt() {
        stored(OPS, 5).stored(IN_OPS, 6);

        assertThat(refusals(decide(delete(OPS))))
                .extracting(Refusal::message)
                .containsExactly("tier ops still has 1 policies, first: db");
        assertThat(results(decide(delete(OPS), delete(IN_OPS)))).containsExactly(Result.DELETED, Result.DELETED);
        assertThat(results(decide(apply(DB), delete(OPS)))).containsExactly(Result.UPDATED, Result.DELETED);
    }

    @Test
    void aTiersDeletionAndAJoiningPolicyCannotBothCommit() {
        entries.put(OPS_REFERENCES, new Entry(Value.EMPTY, new Revision(30)));
        Transaction deletion = transaction(stored(OPS, 5).decide(delete(OPS)));
        Transaction joining = transaction(decide(apply(IN_OPS)));

        assertThat(deletion.guards()).contains(new Guard(OPS_REFERENCES, new Revision(30)));
        assertThat(joining.writes()).extracting(Write::key).contains(OPS_REFERENCES);
        assertThat(joining.guards()).extracting(Guard::key).contains(key(OPS));
        assertThat(deletion.writes()).extracting(Write::key).contains(key(OPS), OPS_REFERENCES);
    }

    @Test
    void theDefaultTierNeedsNotBeStored() {
        ResourceKey tier = ResourceKey.of(Kind.TIER, "default");
        assertThat(Decider.concerned(List.of(apply(DB)))).containsExactly(key(DB));
        assertThat(Decider.concernsAllPolicies(List.of(new Operation.Delete(tier, null))))
                .isFalse();
    }
}
