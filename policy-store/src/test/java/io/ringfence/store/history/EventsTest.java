package io.ringfence.store.history;

import static io.ringfence.testkit.Given.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Events.TopicRecord;
import io.ringfence.testkit.Laws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Value RUBBISH = Value.of("{}".getBytes(StandardCharsets.UTF_8));

    private static Policy version(String name, int version) {
        return policy(name).order(version).build();
    }

    private static ResourceKey key(String name) {
        return ResourceKey.of(Kind.POLICY, name);
    }

    private static Revision revision(long value) {
        return new Revision(value);
    }

    @Test
    void aRevisionsEventsGoByKeyAndOnlyTheLastIsMarked() {
        Policy a = version("a", 1);
        Policy c = version("c", 1);

        Events events = Events.of(new RevisionChanges(
                revision(9),
                TIME,
                List.of(
                        new Change.Put(c.key(), Value.of(c), false),
                        new Change.Removed(key("b")),
                        new Change.Put(a.key(), Value.of(a), true))));

        assertThat(events.unreadable()).isEmpty();
        assertThat(events.events())
                .containsExactly(
                        new ResourceEvent(ResourceEvent.Type.CREATED, a.key(), a, revision(9), TIME, false),
                        new ResourceEvent(ResourceEvent.Type.DELETED, key("b"), null, revision(9), TIME, false),
                        new ResourceEvent(ResourceEvent.Type.UPDATED, c.key(), c, revision(9), TIME, true));
    }

    @Test
    void whatIsNotAResourceIsNamedAndLeftOut() {
        Policy a = version("a", 1);

        Events events = Events.of(new RevisionChanges(
                revision(9),
                TIME,
                List.of(
                        new Change.Put(a.key(), Value.of(a), true),
                        new Change.Put(key("rubbish"), RUBBISH, true),
                        new Change.Put(key("strange"), Value.of(a), true))));

        assertThat(events.unreadable()).containsExactly(key("rubbish"), key("strange"));
        assertThat(events.events()).hasSize(1).allMatch(ResourceEvent::last);
    }

    @Test
    void anUnreadableResourceIsNotTakenForADeletedOne() {
        Events events = Events.difference(
                List.of(new StoredResource(key("a"), RUBBISH, revision(8))),
                new Commit(revision(9), TIME),
                Map.of(key("a"), new TopicRecord(Value.of(version("a", 1)), revision(2))),
                revision(5));

        assertThat(events.events()).isEmpty();
        assertThat(events.unreadable()).containsExactly(key("a"));
    }

    @Test
    void whatWasWrittenUpToTheTopicsRevisionMustBeThereWithItsRevision() {
        Commit newest = new Commit(revision(9), TIME);
        List<StoredResource> stored = List.of(
                new StoredResource(key("same"), RUBBISH, revision(2)),
                new StoredResource(key("other-bytes"), Value.of(version("a", 1)), revision(3)),
                new StoredResource(key("since"), RUBBISH, revision(6)),
                new StoredResource(key("other-revision"), RUBBISH, revision(4)),
                new StoredResource(key("missing"), RUBBISH, revision(5)));
        Map<ResourceKey, TopicRecord> topic = Map.of(
                key("same"), new TopicRecord(RUBBISH, revision(2)),
                key("other-bytes"), new TopicRecord(RUBBISH, revision(3)),
                key("other-revision"), new TopicRecord(RUBBISH, revision(3)),
                key("removed"), new TopicRecord(RUBBISH, revision(1)));

        assertThat(Events.contradictions(stored, newest, topic, revision(5)))
                .containsExactly(key("missing"), key("other-revision"));
    }

    @Test
    void withoutACommitSinceNothingMayBeRemovedAndNothingIsTold() {
        Commit newest = new Commit(revision(5), TIME);
        List<StoredResource> stored = List.of(new StoredResource(key("a"), Value.of(version("a", 2)), revision(3)));
        Map<ResourceKey, TopicRecord> topic = Map.of(
                key("a"), new TopicRecord(Value.of(version("a", 1)), revision(3)),
                key("removed"), new TopicRecord(RUBBISH, revision(1)));

        assertThat(Events.contradictions(stored, newest, topic, revision(5))).containsExactly(key("removed"));
        assertThat(Events.difference(stored, newest, topic, revision(5)).events())
                .isEmpty();
    }

    /** Store and topic share a history up to some revision, then only the store goes on; the difference brings the topic up to it. */
    @Test
    void theDifferenceMakesTheTopicEqualToTheStoreAndNothingElse() {
        Laws.forAll(300, random -> {
            Map<ResourceKey, StoredResource> store = new TreeMap<>();
            Map<ResourceKey, TopicRecord> topic = new HashMap<>();
            int split = random.nextInt(30);
            int end = split + random.nextInt(30);
            for (int step = 1; step <= end; step++) {
                Policy policy = version("p" + random.nextInt(8), random.nextInt(3));
                if (random.nextInt(3) == 0) {
                    store.remove(policy.key());
                } else {
                    store.put(policy.key(), new StoredResource(policy.key(), Value.of(policy), revision(step)));
                }
                if (step == split) {
                    store.forEach((key, stored) -> topic.put(key, new TopicRecord(stored.value(), stored.modified())));
                }
            }
            Revision published = revision(split);
            List<StoredResource> listed = new ArrayList<>(store.values());
            Collections.shuffle(listed, random);

            Commit newest = new Commit(revision(end), TIME);
            List<ResourceEvent> events =
                    Events.difference(listed, newest, topic, published).events();
            assertThat(Events.contradictions(listed, newest, topic, published)).isEmpty();

            Map<ResourceKey, TopicRecord> records = new HashMap<>(topic);
            Revision last = published;
            for (int i = 0; i < events.size(); i++) {
                ResourceEvent event = events.get(i);
                assertThat(event.revision()).isGreaterThan(published).isGreaterThanOrEqualTo(last);
                assertThat(event.last())
                        .isEqualTo(i == events.size() - 1
                                || !events.get(i + 1).revision().equals(event.revision()));
                last = event.revision();
                assertThat(event.type() == ResourceEvent.Type.CREATED)
                        .isEqualTo(event.resource() != null && !records.containsKey(event.key()));
                if (event.resource() == null) {
                    records.remove(event.key());
                } else {
                    records.put(event.key(), new TopicRecord(Value.of(event.resource()), event.revision()));
                }
                // Wherever it is cut short, what follows in the history makes it whole, or the next difference does.
                if (event.last()) {
                    assertThat(store.keySet()).containsAll(records.keySet());
                    assertThat(Events.contradictions(listed, newest, records, last))
                            .isEmpty();
                }
            }
            if (!events.isEmpty()) {
                boolean somethingIsLeft = store.values().stream()
                        .anyMatch(stored -> stored.modified().equals(newest.revision()));
                boolean somethingIsRemoved = !store.keySet().containsAll(topic.keySet());
                if (somethingIsLeft || somethingIsRemoved) {
                    assertThat(last).isEqualTo(newest.revision());
                }
            }
            Map<ResourceKey, TopicRecord> wanted = new HashMap<>();
            store.forEach((key, stored) -> wanted.put(key, new TopicRecord(stored.value(), stored.modified())));
            assertThat(records).isEqualTo(wanted);
        });
    }
}
