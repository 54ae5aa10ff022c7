package io.ringfence.log.publish;

import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatusCodec;
import io.ringfence.log.topic.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes hosts' reports to {@code policy.status}. Thread-safe. While the brokers are away, reports wait in a buffer of
 * {@link #BUFFER_BYTES}; when it is full, or after a minute, the future fails and the caller drops the report: a newer one replaces it.
 */
public final class StatusPublisher {
    static final int BUFFER_BYTES = 4 << 20;

    private final KafkaProducer<String, byte[]> producer;

    private StatusPublisher(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Opens a publisher; needs no broker yet. */
    public static StatusPublisher open(Vertx vertx, String bootstrap) {
        return new StatusPublisher(KafkaProducer.create(
                vertx,
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName(),
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName(),
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "0",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                        ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(BUFFER_BYTES),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "60000",
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500")));
    }

    /** Done when the report is on every in-sync copy. Reports of one host arrive in the order of the calls. */
    public Future<Void> publish(HostStatus status) {
        return send(KafkaProducerRecord.create(Topics.STATUS, status.host(), HostStatusCodec.encode(status), null, 0));
    }

    /** Forgets a host that is no more. */
    public Future<Void> retire(String host) {
        return send(KafkaProducerRecord.create(Topics.STATUS, host, null, null, 0));
    }

    private Future<Void> send(KafkaProducerRecord<String, byte[]> record) {
        return producer.send(record).mapEmpty();
    }

    /** Sends what waits, for at most five seconds. */
    public Future<Void> close() {
        return producer.close(5_000);
    }
}
