package io.ringfence.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.ringfence.testkit.Laws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Histories of transactions over few keys, told in many ways. */
class ViewLawTest {
    private static final int CASES = 500;

    @Test
    void whatWasThereAtStartMayComeInAnyOrderAndAnyBatches() {
        Laws.forAll(CASES, random -> {
            List<ResourceEvent> history = history(random, 1, 30);
            List<ResourceEvent> told = compacted(random, history);
            Collections.shuffle(told, random);
            View view = new View();
            tell(random, view, told);
            view.inSync();
            assertThat(contents(view.snapshot())).isEqualTo(fromScratch(history));
            assertThat(view.snapshot().revision()).isEqualTo(history.getLast().revision());
        });
    }

    @Test
    void afterSyncEveryBatchSplitAndEveryRepetitionGivesTheSameAndOnlyWholeRevisionsAreSeen() {
        Laws.forAll(CASES, random -> {
            List<ResourceEvent> before = history(random, 1, 10);
            List<ResourceEvent> live =
                    history(random, before.getLast().revision().value() + 1, 20);
            View view = new View();
            tell(random, view, before);
            view.inSync();
            List<ResourceEvent> settled = new ArrayList<>();
            List<ResourceEvent> seen = new ArrayList<>(before);
            for (List<ResourceEvent> batch : batches(random, withRepetitions(random, live))) {
                settled.addAll(view.apply(batch));
                Revision shown = view.snapshot().revision();
                seen = new ArrayList<>(before);
                live.stream().filter(event -> !event.revision().isAfter(shown)).forEach(seen::add);
                assertThat(contents(view.snapshot())).isEqualTo(fromScratch(seen));
            }
            assertThat(seen).hasSize(before.size() + live.size());
            assertThat(settled).isEqualTo(live);
        });
    }

    @Test
    void deletingEverythingLeavesNothing() {
        Laws.forAll(CASES, random -> {
            List<ResourceEvent> history = history(random, 1, 20);
            View view = new View();
            view.inSync();
            tell(random, view, history);
            long revision = history.getLast().revision().value();
            List<ResourceEvent> removals = new ArrayList<>();
            for (ResourceKey key : fromScratch(history).keySet()) {
                removals.add(deleted(key, ++revision, true));
            }
            tell(random, view, removals);
            for (Kind kind : Kind.values()) {
                assertThat(view.snapshot().count(kind)).isZero();
            }
        });
    }

    /** Each revision touches some of six keys; what exists is updated or deleted, what does not is created. */
    private static List<ResourceEvent> history(Random random, long first, int revisions) {
        List<ResourceEvent> events = new ArrayList<>();
        for (long revision = first; revision < first + revisions; revision++) {
            Map<ResourceKey, ResourceEvent> changes = new LinkedHashMap<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                Tier tier = new Tier("t" + random.nextInt(6), (double) revision, Action.DENY);
                changes.put(
                        tier.key(),
                        random.nextInt(4) == 0
                                ? deleted(tier.key(), revision, false)
                                : new ResourceEvent(
                                        ResourceEvent.Type.UPDATED,
                                        tier.key(),
                                        tier,
                                        new Revision(revision),
                                        Instant.EPOCH,
                                        false));
            }
            List<ResourceEvent> list = new ArrayList<>(changes.values());
            ResourceEvent last = list.removeLast();
            list.add(new ResourceEvent(last.type(), last.key(), last.resource(), last.revision(), last.time(), true));
            events.addAll(list);
        }
        return events;
    }

    private static ResourceEvent deleted(ResourceKey key, long revision, boolean last) {
        return new ResourceEvent(ResourceEvent.Type.DELETED, key, null, new Revision(revision), Instant.EPOCH, last);
    }

    /** What a cleaner may leave: of each key at least the newest; never anything of the newest revision is taken. */
    private static List<ResourceEvent> compacted(Random random, List<ResourceEvent> history) {
        Map<ResourceKey, ResourceEvent> newest = new HashMap<>();
        history.forEach(event -> newest.put(event.key(), event));
        Revision last = history.getLast().revision();
        List<ResourceEvent> left = new ArrayList<>();
        for (ResourceEvent event : history) {
            if (event.revision().equals(last) || event.equals(newest.get(event.key())) || random.nextBoolean()) {
                left.add(event);
            }
        }
        return left;
    }

    private static List<ResourceEvent> withRepetitions(Random random, List<ResourceEvent> events) {
        List<ResourceEvent> told = new ArrayList<>();
        int done = 0;
        while (done < events.size()) {
            int next = done + 1 + random.nextInt(events.size() - done);
            int from = random.nextInt(next);
            // A reader that was thrown back tells from the beginning of some revision again.
            while (from > 0 && !events.get(from - 1).last()) {
                from--;
            }
            told.addAll(events.subList(Math.min(from, done), next));
            done = next;
        }
        return told;
    }

    private static void tell(Random random, View view, List<ResourceEvent> events) {
        batches(random, events).forEach(view::apply);
    }

    private static List<List<ResourceEvent>> batches(Random random, List<ResourceEvent> events) {
        List<List<ResourceEvent>> batches = new ArrayList<>();
        int at = 0;
        while (at < events.size()) {
            int size = Math.min(1 + random.nextInt(7), events.size() - at);
            batches.add(events.subList(at, at + size));
            at += size;
        }
        return batches;
    }

    private static Map<ResourceKey, Item> fromScratch(List<ResourceEvent> history) {
        Map<ResourceKey, Item> all = new TreeMap<>();
        for (ResourceEvent event : history) {
            if (event.resource() == null) {
                all.remove(event.key());
            } else {
                all.put(event.key(), new Item(event.resource(), event.revision()));
            }
        }
        return all;
    }

    private static Map<ResourceKey, Item> contents(Snapshot snapshot) {
        Map<ResourceKey, Item> all = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            snapshot.list(kind, Map.of())
                    .forEach(item -> all.put(item.resource().key(), item));
        }
        return all;
    }
}
