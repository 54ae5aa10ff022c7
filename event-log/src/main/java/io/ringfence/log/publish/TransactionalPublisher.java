package io.ringfence.log.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each batch as one transaction. Opening one with an id ends every earlier publisher with that id: open only while entitled to
 * (elected, or with an id of one's own). It never opens itself anew, for a publisher that was replaced would thereby replace its
 * replacer. All methods block; owner: one thread of the caller's, never an event loop.
 */
public final class TransactionalPublisher implements AutoCloseable {
    /** A writer that died inside a transaction holds readers of its partitions up for as long as this. */
    public static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(10);

    /** How long one call may wait for brokers: for a restart or a new leader it suffices, and a caller is not held up for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** Ending a transaction is asked for this often before its end is in doubt. */
    private static final int END_ATTEMPTS = 3;

    private final KafkaProducer<String, byte[]> producer;
    private boolean ended;

    private TransactionalPublisher(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Opens a publisher and fences earlier ones.
     *
     * @throws TimeoutException when the brokers do not answer within some seconds; it may be tried again
     * @throws KafkaException when they refuse
     */
    public static TransactionalPublisher open(String bootstrap, String transactionalId) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                settings(bootstrap, transactionalId), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new TransactionalPublisher(producer);
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    private static Map<String, Object> settings(String bootstrap, String transactionalId) {
        int patience = Math.toIntExact(PATIENCE.toMillis());
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId),
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(TRANSACTION_LIMIT.toMillis())),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0L),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) patience),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20L),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50L),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L));
    }

    /** Publishes a batch; an empty one is committed at once. */
    public PublishOutcome publish(List<ProducerRecord<String, byte[]>> records) {
        return publish(records, null);
    }

    /**
     * Publishes a batch of any size in order. Order holds inside a partition.
     *
     * @param group null for a publisher that no consumer group entitles
     * @throws IllegalStateException after an outcome that ended this publisher
     */
    public PublishOutcome publish(List<ProducerRecord<String, byte[]>> records, @Nullable GroupOffsets group) {
        if (ended) {
            throw new IllegalStateException("this publisher has ended");
        }
        if (records.isEmpty() && group == null) {
            return new PublishOutcome.Committed();
        }
        try {
            producer.beginTransaction();
            // Nobody waits for a record before its commit, which waits for all and fails when one did.
            for (ProducerRecord<String, byte[]> record : records) {
                Future<RecordMetadata> _ = producer.send(record);
            }
            if (group != null) {
                producer.sendOffsetsToTransaction(group.offsets(), group.member());
            }
        } catch (RuntimeException e) {
            return abort(e);
        }
        return commit();
    }

    private PublishOutcome commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                producer.commitTransaction();
                return new PublishOutcome.Committed();
            } catch (TimeoutException | InterruptException e) {
                if (attempt == END_ATTEMPTS || e instanceof InterruptException) {
                    return end(new PublishOutcome.InDoubt(e));
                }
            } catch (RuntimeException e) {
                return abort(e);
            }
        }
    }

    private PublishOutcome abort(RuntimeException cause) {
        if (isFenced(cause)) {
            return end(new PublishOutcome.Fenced(cause));
        }
        for (int attempt = 1; ; attempt++) {
            try {
                producer.abortTransaction();
                return outcome(cause);
            } catch (TimeoutException e) {
                if (attempt == END_ATTEMPTS) {
                    return end(new PublishOutcome.InDoubt(cause));
                }
            } catch (RuntimeException e) {
                return end(isFenced(e) ? new PublishOutcome.Fenced(e) : new PublishOutcome.InDoubt(cause));
            }
        }
    }

    private static PublishOutcome outcome(RuntimeException cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CommitFailedException || each instanceof FencedInstanceIdException) {
                return new PublishOutcome.OwnershipLost(cause);
            }
            if (each instanceof RetriableException
                    || each instanceof TransactionAbortableException
                    || each instanceof InterruptException) {
                return new PublishOutcome.Aborted(cause);
            }
        }
        return new PublishOutcome.Refused(cause);
    }

    private static boolean isFenced(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof ProducerFencedException || each instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private PublishOutcome end(PublishOutcome outcome) {
        ended = true;
        producer.close(Duration.ZERO);
        return outcome;
    }

    /** Gives up what is under way. Twice is once. */
    @Override
    public void close() {
        ended = true;
        producer.close(PATIENCE);
    }
}
