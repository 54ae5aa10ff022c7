package io.ringfence.gateway.view;

import static io.ringfence.testkit.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final View view = new View();

    private Snapshot with(Resource... resources) {
        view.inSync();
        long revision = view.snapshot().revision().value();
        for (Resource resource : resources) {
            revision++;
            view.apply(List.of(new ResourceEvent(
                    ResourceEvent.Type.CREATED,
                    resource.key(),
                    resource,
                    new Revision(revision),
                    Instant.EPOCH,
                    true)));
        }
        return view.snapshot();
    }

    private static List<String> names(Snapshot snapshot, Map<String, String> identity) {
        return snapshot.list(Kind.WORKLOAD_ENDPOINT, identity).stream()
                .map(item -> item.resource().key().path())
                .toList();
    }

    @Test
    void listsByIdentityFieldsLeadingOrNot() {
        WorkloadEndpoint db = workload("host-1", "db").build();
        WorkloadEndpoint app = workload("host-1", "app").build();
        WorkloadEndpoint other = workload("host-10", "db").build();
        Snapshot snapshot = with(db, app, other);
        assertThat(names(snapshot, Map.of()))
                .containsExactlyElementsOf(Stream.of(db, app, other)
                        .map(endpoint -> endpoint.key().path())
                        .sorted()
                        .toList());
        assertThat(names(snapshot, Map.of("node", "host-1")))
                .containsExactlyInAnyOrder(db.key().path(), app.key().path());
        assertThat(names(snapshot, Map.of("workload", db.workload())))
                .allMatch(path -> path.contains("/" + db.workload() + "/"))
                .isNotEmpty();
        assertThat(names(snapshot, Map.of("node", "host-1", "workload", "nothing")))
                .isEmpty();
        assertThat(names(snapshot, Map.of("node", ""))).isEmpty();
        List<String> whole = db.key().parts();
        assertThat(names(
                        snapshot,
                        Map.of(
                                "node", whole.get(0),
                                "orchestrator", whole.get(1),
                                "workload", whole.get(2),
                                "name", whole.get(3))))
                .containsExactly(db.key().path());
    }

    @Test
    void aSnapshotDoesNotChangeWhenTheViewGoesOn() {
        Snapshot before = with(new Tier("a", 1.0, Action.DENY));
        Snapshot after = with(new Tier("b", 1.0, Action.DENY));
        assertThat(before.count(Kind.TIER)).isEqualTo(1);
        assertThat(after.count(Kind.TIER)).isEqualTo(2);
        assertThat(after.revision()).isEqualTo(new Revision(2));
    }

    @Test
    void aRevisionIsNotShownBeforeItsLastEvent() {
        view.inSync();
        Tier first = new Tier("a", 1.0, Action.DENY);
        Tier second = new Tier("b", 1.0, Action.DENY);
        view.apply(List.of(new ResourceEvent(
                ResourceEvent.Type.CREATED, first.key(), first, new Revision(7), Instant.EPOCH, false)));
        assertThat(view.snapshot().revision()).isEqualTo(Revision.NONE);
        view.apply(List.of(new ResourceEvent(
                ResourceEvent.Type.CREATED, second.key(), second, new Revision(7), Instant.EPOCH, true)));
        assertThat(view.snapshot().revision()).isEqualTo(new Revision(7));
        assertThat(view.snapshot().count(Kind.TIER)).isEqualTo(2);
    }
}
