package io.ringfence.store;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.commit.embedded.EmbeddedStore;
import io.ringfence.store.commit.etcd.EtcdProcess;
import io.ringfence.store.commit.etcd.EtcdStore;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Value;
import io.ringfence.store.decide.Write;
import io.ringfence.store.publish.Publisher;
import io.ringfence.testkit.Given;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints how long one caller waits for a commit (its read included), and the topic's reader for the event after that. */
final class StoreLatency {
    private static final int WARM = 200;
    private static final int SAMPLES = 600;
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    private StoreLatency() {}

    /** No arguments. */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedStore store =
                EmbeddedStore.open(Files.createTempDirectory("store-latency-"), InstantSource.system())) {
            measure("embedded", store);
        }
        try (EtcdProcess etcd = EtcdProcess.start();
                EtcdStore store =
                        EtcdStore.connect(List.of(etcd.endpoint()), InstantSource.system(), Duration.ofSeconds(5))) {
            measure("etcd", store);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void measure(String name, ResourceStore store) {
        long[] commit = new long[SAMPLES];
        long[] topic = new long[SAMPLES];
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Publisher publisher = Publisher.start(store, kafka.bootstrapServers(), TopicSettings.singleBroker(1))) {
            Revision first = write(store, -1);
            while (publisher.state().published().compareTo(first) < 0) {
                Thread.onSpinWait();
            }
            try (KafkaConsumer<String, byte[]> consumer = consumer(kafka.bootstrapServers())) {
                for (int i = -WARM; i < SAMPLES; i++) {
                    long began = System.nanoTime();
                    write(store, i);
                    long committed = System.nanoTime();
                    while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                        Thread.onSpinWait();
                    }
                    if (i >= 0) {
                        commit[i] = committed - began;
                        topic[i] = System.nanoTime() - committed;
                    }
                }
            }
        }
        print(name + " read and commit", commit);
        print(name + " acknowledged -> topic", topic);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(EVENTS));
        consumer.seekToEnd(List.of(EVENTS));
        consumer.position(EVENTS);
        return consumer;
    }

    private static Revision write(ResourceStore store, int order) {
        Policy policy =
                Given.policy("latency").selects("role == 'db'").order(order).build();
        return StoreContract.committed(store, new Write.Put(new StoreKey.OfResource(policy.key()), Value.of(policy)));
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, n=%d%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6, nanos.length);
    }
}
