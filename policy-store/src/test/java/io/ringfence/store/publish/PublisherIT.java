package io.ringfence.store.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.commit.etcd.EtcdProcess;
import io.ringfence.store.commit.etcd.EtcdStore;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Value;
import io.ringfence.store.decide.Write;
import io.ringfence.testkit.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real etcd, real broker. */
final class PublisherIT {
    @TempDir
    private Path folder;

    private EmbeddedKafka kafka;
    private EtcdProcess etcd;
    private EtcdStore store;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder, FreePort.next());
        etcd = EtcdProcess.start();
        store = connect();
    }

    @AfterEach
    void stop() {
        store.close();
        etcd.close();
        kafka.close();
    }

    private EtcdStore connect() {
        return EtcdStore.connect(List.of(etcd.endpoint()), InstantSource.system(), Duration.ofSeconds(5));
    }

    private Publisher publisher(ResourceStore of) {
        return Publisher.start(of, kafka.bootstrapServers(), TopicSettings.singleBroker(2));
    }

    private static Profile profile(String name, int version) {
        return new Profile(name, List.of("v" + version), Map.of(), List.of(), List.of());
    }

    private static Write put(String name, int version) {
        Profile profile = profile(name, version);
        return new Write.Put(new StoreKey.OfResource(profile.key()), Value.of(profile));
    }

    private static Write remove(String name) {
        return new Write.Remove(new StoreKey.OfResource(profile(name, 0).key()));
    }

    private Revision commit(Write... writes) {
        return StoreContract.committed(store, writes);
    }

    private void compact(Revision upTo) {
        try (Client client = Client.builder().endpoints(etcd.endpoint()).build()) {
            client.getKVClient().compact(upTo.value()).join();
        }
    }

    /** {@code 12 created profile/a v1} and a dot after the last of each revision. */
    private static String text(ResourceEvent event) {
        return event.revision() + " " + event.type().name().toLowerCase(Locale.ROOT) + " " + event.key()
                + (event.resource() instanceof Profile profile
                        ? " " + profile.tags().getFirst()
                        : "")
                + (event.last() ? "." : "");
    }

    @Test
    void aKilledLeadersSuccessorPublishesEachRevisionOnceAndInOrder() throws Exception {
        List<Revision> written = new ArrayList<>();
        try (PublisherProcess leader = PublisherProcess.start(etcd.endpoint(), kafka.bootstrapServers());
                EtcdStore standbyStore = connect();
                Publisher standby = publisher(standbyStore);
                EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            assertThat(standby.state().leading()).isFalse();
            for (int i = 0; i < 600; i++) {
                written.add(i % 10 == 9 ? commit(put("a" + i, i), put("b", i), put("c", i)) : commit(put("b", i)));
                if (i == 200) {
                    Revision early = written.get(100);
                    topic.awaitEvent(event -> event.revision().compareTo(early) >= 0);
                }
                if (i == 300) {
                    leader.kill();
                }
            }
            List<ResourceEvent> events = topic.awaitRevision(written.getLast());

            EventsTopic.assertWellFormed(events);
            assertThat(events.stream().map(ResourceEvent::revision).distinct()).isEqualTo(written);
            assertThat(events).hasSize(600 + 2 * 60);
            assertThat(standby.state().leading()).isTrue();
        }
    }

    @Test
    void aRestartGoesOnAndAfterCompactionPublishesTheDifference() {
        List<String> expected = new ArrayList<>();
        try (EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            try (Publisher _ = publisher(store)) {
                Revision r1 = commit(put("a", 1), put("b", 1), put("kept", 1));
                Revision r2 = commit(put("a", 2), remove("b"));
                Revision r3 = commit(put("b", 3));
                expected.addAll(List.of(
                        r1 + " created profile/a v1",
                        r1 + " created profile/b v1",
                        r1 + " created profile/kept v1.",
                        r2 + " updated profile/a v2",
                        r2 + " deleted profile/b.",
                        r3 + " created profile/b v3."));
                topic.awaitRevision(r3);
            }
            Revision whileAway = commit(put("a", 4));
            expected.add(whileAway + " updated profile/a v4.");
            try (Publisher _ = publisher(store)) {
                topic.awaitRevision(whileAway);
            }
            commit(put("a", 5));
            Revision r6 = commit(put("a", 6), put("c", 6));
            commit(put("gone", 7));
            commit(remove("gone"));
            Revision last = commit(remove("b"));
            compact(last);
            try (Publisher _ = publisher(store)) {
                topic.awaitRevision(last);
                expected.addAll(List.of(
                        r6 + " updated profile/a v6",
                        r6 + " deleted profile/b",
                        r6 + " created profile/c v6.",
                        last + " deleted profile/b."));
                Revision live = commit(put("c", 8));
                expected.add(live + " updated profile/c v8.");

                List<ResourceEvent> all = topic.awaitRevision(live);
                assertThat(all.stream().map(PublisherIT::text)).isEqualTo(expected);
                EventsTopic.assertWellFormed(all);
                assertThat(all)
                        .allSatisfy(event ->
                                assertThat(event.time()).isBetween(Instant.now().minusSeconds(300), Instant.now()));
            }
        }
    }

    @Test
    void whileKafkaIsDownChangesWaitAndNothingIsLost() {
        List<Revision> written = new ArrayList<>();
        try (Publisher publisher = publisher(store)) {
            written.add(commit(put("a", 1)));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(publisher.state().published()).isEqualTo(written.getFirst()));
            int port = kafka.port();
            kafka.close();
            for (int i = 0; i < 50; i++) {
                written.add(commit(put("a", i + 2)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(publisher.state().trouble()).isNotNull());
            kafka = EmbeddedKafka.start(folder, port);
            try (EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
                List<ResourceEvent> events = topic.awaitRevision(written.getLast());
                EventsTopic.assertWellFormed(events);
                assertThat(events.stream().map(ResourceEvent::revision)).isEqualTo(written);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(publisher.state().trouble()).isNull());
        }
    }

    @Test
    void whileEtcdIsAwayNothingIsLostAndTheWatchGoesOn() {
        List<Revision> written = new ArrayList<>();
        try (Publisher publisher = publisher(store);
                EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            written.add(commit(put("a", 1)));
            topic.awaitRevision(written.getFirst());
            for (int round = 0; round < 3; round++) {
                etcd.kill();
                assertThat(store.isReachable()).isFalse();
                etcd.startAgain();
                await().atMost(Duration.ofSeconds(20)).until(store::isReachable);
                for (int i = 0; i < 20; i++) {
                    written.add(commit(put("a", 100 * round + i)));
                }
            }
            List<ResourceEvent> events = topic.awaitRevision(written.getLast());
            EventsTopic.assertWellFormed(events);
            assertThat(events.stream().map(ResourceEvent::revision)).isEqualTo(written);
            assertThat(publisher.state().leading()).isTrue();
        }
    }
}
