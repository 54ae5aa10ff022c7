package io.ringfence.compiler.publish;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that a former owner left open on partitions. Until then nobody can read past them: not who takes over, nor the
 * hosts. The broker would do it by itself, after the transaction's time limit.
 */
final class DeadWriters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadWriters.class);

    private DeadWriters() {}

    /** Fences whoever has a transaction open on these partitions; call only for partitions that are owned, before writing to them. */
    static void fence(Admin admin, Collection<TopicPartition> partitions) {
        try {
            Set<Long> producers = admin.describeProducers(partitions).all().get().values().stream()
                    .flatMap(state -> state.activeProducers().stream())
                    .filter(state -> state.currentTransactionStartOffset().isPresent())
                    .map(ProducerState::producerId)
                    .collect(Collectors.toSet());
            if (producers.isEmpty()) {
                return;
            }
            List<String> ids =
                    admin
                            .listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                            .all()
                            .get()
                            .stream()
                            .map(TransactionListing::transactionalId)
                            .toList();
            LOG.info("fencing former owners {}", ids);
            admin.fenceProducers(ids).all().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
