package io.ringfence.store.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.commit.etcd.EtcdProcess;
import io.ringfence.store.commit.etcd.EtcdStore;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Value;
import io.ringfence.store.decide.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose history is another one than the topic's. Real etcd, real broker. */
final class PutBackIT {
    private static final int COMMITS_LOST = 8;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private EmbeddedKafka kafka;
    private EtcdProcess etcd;
    private EtcdStore store;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder, 0);
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

    private Publisher publisher() {
        return Publisher.start(store, kafka.bootstrapServers(), TopicSettings.singleBroker(2));
    }

    private Revision commit(String name, int version) {
        Profile profile = new Profile(name, List.of("v" + version), Map.of(), List.of(), List.of());
        return StoreContract.committed(store, new Write.Put(new StoreKey.OfResource(profile.key()), Value.of(profile)));
    }

    private Revision remove(String name) {
        Profile profile = new Profile(name, List.of(), Map.of(), List.of(), List.of());
        return StoreContract.committed(store, new Write.Remove(new StoreKey.OfResource(profile.key())));
    }

    private Revision reached() {
        return store.read(Set.of()).revision();
    }

    private void compact() {
        try (Client client = Client.builder().endpoints(etcd.endpoint()).build()) {
            client.getKVClient().compact(reached().value()).join();
        }
    }

    /** Publishes all there is, then more that is lost with the restore. The last revision on the topic. */
    private Revision publishAndPutBack(EventsTopic topic) {
        Revision lost = Revision.NONE;
        try (Publisher _ = publisher()) {
            commit("untouched", 1);
            topic.awaitRevision(commit("kept", 1));
        }
        etcd.keepACopy();
        await().atMost(LIMIT).until(store::isReachable);
        try (Publisher _ = publisher()) {
            for (int i = 0; i < COMMITS_LOST; i++) {
                lost = commit("lost", i);
            }
            topic.awaitRevision(lost);
        }
        store.close();
        etcd.putBack();
        store = connect();
        assertThat(reached()).isLessThan(lost);
        return lost;
    }

    /** Through a whole further term at least: each takes two revisions, its election and its end. */
    private void assertRefused(Publisher publisher, EventsTopic topic, List<ResourceEvent> before) {
        Revision now = reached();
        await().atMost(LIMIT).until(() -> reached().value() >= now.value() + 4);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(publisher.state().trouble()).contains("Remove policy.events"));
        assertThat(topic.upToNow()).isEqualTo(before);
    }

    @Test
    void aStorePutBackIsRefusedWhateverItsRevisionGrowsToUntilTheTopicIsEmptied() throws Exception {
        try (EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            Revision lost = publishAndPutBack(topic);
            List<ResourceEvent> before = topic.upToNow();
            try (Publisher publisher = publisher()) {
                assertRefused(publisher, topic, before);
                commit("kept", 2);
                await().atMost(LIMIT).until(() -> reached().isAfter(lost));
                assertRefused(publisher, topic, before);
                commit("kept", 3);
                commit("new", 1);
                assertRefused(publisher, topic, before);
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
            await().atMost(LIMIT).until(() -> !admin.listTopics().names().get().contains(Topics.EVENTS));
        }
        try (Publisher _ = publisher();
                EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            List<ResourceEvent> events = topic.awaitRevision(commit("new", 2));
            EventsTopic.assertWellFormed(events);
            assertThat(newest(events))
                    .isEqualTo(Map.of("profile/untouched", "v1", "profile/kept", "v3", "profile/new", "v2"));
        }
    }

    @Test
    void aStorePutBackIsRefusedAfterCompactionToo() {
        try (EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            Revision lost = publishAndPutBack(topic);
            List<ResourceEvent> before = topic.upToNow();
            Revision written = commit("kept", 2);
            assertThat(written).isLessThan(lost);
            try (Publisher publisher = publisher()) {
                await().atMost(LIMIT).until(() -> reached().isAfter(lost));
                compact();
                assertRefused(publisher, topic, before);
                commit("new", 1);
                compact();
                assertRefused(publisher, topic, before);
            }
        }
    }

    /** The last event of a difference is one that the next term recognizes, whatever of the history it stands for is compacted. */
    @Test
    void whatAResyncPublishedIsGoneOnFrom() {
        try (EventsTopic topic = new EventsTopic(kafka.bootstrapServers())) {
            try (Publisher _ = publisher()) {
                commit("a", 1);
                topic.awaitRevision(commit("b", 1));
            }
            commit("a", 2);
            compact();
            Revision second = commit("c", 1);
            commit("gone", 1);
            remove("gone");
            try (Publisher _ = publisher()) {
                topic.awaitRevision(second);
            }
            Revision third = commit("a", 3);
            try (Publisher _ = publisher()) {
                topic.awaitRevision(third);
            }
            Revision removal = remove("b");
            compact();
            try (Publisher _ = publisher()) {
                topic.awaitRevision(removal);
            }
            try (Publisher _ = publisher()) {
                List<ResourceEvent> events = topic.awaitRevision(commit("a", 4));
                EventsTopic.assertWellFormed(events);
                assertThat(newest(events)).isEqualTo(Map.of("profile/a", "v4", "profile/c", "v1"));
            }
        }
    }

    /** The tag of each profile that is there after all events. */
    private static Map<String, String> newest(List<ResourceEvent> events) {
        Map<String, String> newest = new HashMap<>();
        for (ResourceEvent event : events) {
            if (event.resource() instanceof Profile profile) {
                newest.put(event.key().toString(), profile.tags().getFirst());
            } else {
                newest.remove(event.key().toString());
            }
        }
        return newest;
    }
}
