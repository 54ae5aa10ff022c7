package io.ringfence.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.log.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One hop: a transaction of one record until the tail's listener has it. Prints the figure; times are not asserted. */
final class HopLatencyIT {
    private static final int WARM_UP = 200;
    private static final int SAMPLES = 500;
    private static final int BYTES = 1_000;

    @Test
    void oneHop() throws Exception {
        BlockingQueue<Long> arrivals = new ArrayBlockingQueue<>(8);
        try (EmbeddedKafka broker = EmbeddedKafka.startTemporary();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            TopicSetup.ensure(broker.bootstrapServers(), TopicSettings.singleBroker(1));
            try (TransactionalPublisher publisher = TransactionalPublisher.open(broker.bootstrapServers(), "hop");
                    TopicTail tail = TopicTail.start(
                            broker.bootstrapServers(),
                            new TopicPartition(Topics.RULESETS, 0),
                            executor,
                            new Arrivals(arrivals))) {
                assertThat(arrivals.poll(60, TimeUnit.SECONDS)).as("in sync").isNotNull();
                long[] micros = new long[SAMPLES];
                for (int i = -WARM_UP; i < SAMPLES; i++) {
                    long start = System.nanoTime();
                    PublishOutcome outcome = publisher.publish(
                            List.of(new ProducerRecord<>(Topics.RULESETS, 0, "key" + i % 10, new byte[BYTES])));
                    assertThat(outcome).isEqualTo(new PublishOutcome.Committed());
                    Long arrived = arrivals.poll(60, TimeUnit.SECONDS);
                    assertThat(arrived).isNotNull();
                    if (i >= 0) {
                        micros[i] = (arrived - start) / 1_000;
                    }
                }
                assertThat(tail.age()).isPresent();
                Arrays.sort(micros);
                System.out.printf(
                        "one hop, transaction of one record of %d bytes, broker in the JVM, %d samples: p50 %d us, p99 %d us%n",
                        BYTES, SAMPLES, micros[SAMPLES / 2], micros[SAMPLES * 99 / 100]);
            }
        }
    }

    private record Arrivals(BlockingQueue<Long> queue) implements TailListener {
        @Override
        public void records(List<ConsumerRecord<String, byte[]>> records) {
            assertThat(records).hasSize(1);
            queue.add(System.nanoTime());
        }

        @Override
        public void inSync() {
            queue.add(System.nanoTime());
        }

        @Override
        public void failed(RuntimeException cause) {
            throw cause;
        }
    }
}
