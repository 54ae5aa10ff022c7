package io.ringfence.compiler.resolve;

import io.ringfence.compiler.match.Work;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Parts the workload endpoints of the owned shards into groups that the same policy selectors select. When a selector gains or loses
 * endpoints, the groups among them move whole or are split; the cost is one step for each group touched and one for each endpoint that
 * leaves its group.
 */
final class Groups {
    private final Work work;
    private final Map<SelectorSet, Group> bySelectors = new HashMap<>();
    private final RoaringBitmap members = new RoaringBitmap();

    /** By endpoint. */
    private @Nullable Group[] groupOf = new Group[16];

    Groups(Work work) {
        this.work = work;
    }

    /** All endpoints that are in groups; to be read only. */
    RoaringBitmap members() {
        return members;
    }

    /** Takes in endpoints that no selector selects yet. */
    void join(RoaringBitmap endpoints) {
        if (endpoints.isEmpty()) {
            return;
        }
        members.or(endpoints);
        int end = endpoints.last() + 1;
        if (end > groupOf.length) {
            groupOf = Arrays.copyOf(groupOf, Math.max(end, groupOf.length + (groupOf.length >> 1)));
        }
        enter(endpoints, group(SelectorSet.EMPTY));
    }

    /** Lets endpoints go, whatever selects them. */
    void leave(RoaringBitmap endpoints) {
        members.andNot(endpoints);
        forEachPart(endpoints, (group, part) -> {
            group.members.andNot(part);
            dropIfEmpty(group);
            part.forEach((org.roaringbitmap.IntConsumer) endpoint -> groupOf[endpoint] = null);
        });
    }

    /** A selector now selects these too; they must be members, and it must not have selected them before. */
    void gain(int selector, RoaringBitmap endpoints) {
        forEachPart(endpoints, (group, part) -> move(group, part, group.selectors.with(selector)));
    }

    /** A selector does not select these any more. */
    void lose(int selector, RoaringBitmap endpoints) {
        forEachPart(endpoints, (group, part) -> move(group, part, group.selectors.without(selector)));
    }

    /** Calls with each group that has one of these endpoints. */
    void forEachGroupOf(RoaringBitmap endpoints, Consumer<Group> consumer) {
        forEachPart(endpoints, (group, part) -> consumer.accept(group));
    }

    Group groupOf(int endpoint) {
        Group group = groupOf[endpoint];
        if (group == null) {
            throw new IllegalStateException("in no group: " + endpoint);
        }
        return group;
    }

    boolean isEmpty() {
        return bySelectors.isEmpty() && members.isEmpty();
    }

    private interface PartConsumer {
        void accept(Group group, RoaringBitmap part);
    }

    private void forEachPart(RoaringBitmap endpoints, PartConsumer consumer) {
        RoaringBitmap rest = endpoints.clone();
        while (!rest.isEmpty()) {
            work.visitGroup();
            Group group = groupOf(rest.first());
            RoaringBitmap part = RoaringBitmap.and(rest, group.members);
            rest.andNot(part);
            consumer.accept(group, part);
        }
    }

    private void move(Group group, RoaringBitmap part, SelectorSet selectors) {
        boolean whole = part.getCardinality() == group.members.getCardinality();
        if (whole && !bySelectors.containsKey(selectors)) {
            bySelectors.remove(group.selectors);
            group.selectors = selectors;
            group.policies = null;
            bySelectors.put(selectors, group);
            return;
        }
        group.members.andNot(part);
        dropIfEmpty(group);
        enter(part, group(selectors));
    }

    private void enter(RoaringBitmap endpoints, Group group) {
        group.members.or(endpoints);
        endpoints.forEach((org.roaringbitmap.IntConsumer) endpoint -> groupOf[endpoint] = group);
    }

    private Group group(SelectorSet selectors) {
        return bySelectors.computeIfAbsent(selectors, Group::new);
    }

    private void dropIfEmpty(Group group) {
        if (group.members.isEmpty()) {
            bySelectors.remove(group.selectors);
        }
    }
}
