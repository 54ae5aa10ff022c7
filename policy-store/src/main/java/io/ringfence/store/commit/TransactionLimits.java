package io.ringfence.store.commit;

import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.decide.Write;
import java.util.Optional;

/**
 * The largest transaction that a store takes.
 *
 * @param operations writes, the commit's own mark included; guards count apart, with the same limit
 * @param bytes keys and values of all guards and writes, with their overhead
 */
public record TransactionLimits(int operations, int bytes) {
    /** What every deployment of ours sets up: 10,000 operations, 8 MiB. */
    public static final TransactionLimits DEFAULT = new TransactionLimits(10_000, 8 << 20);

    /** The commit's own mark is a write too. */
    private static final int OWN_WRITES = 1;

    /** Framing of a guard or a write, at most; and of the whole with its mark. */
    private static final int OVERHEAD_BYTES = 48;

    private static final int MARK_BYTES = 512;

    /** What is wrong with the transaction's size, for people; empty when it fits. */
    public Optional<String> exceededBy(Transaction transaction) {
        int count = Math.max(transaction.guards().size(), transaction.writes().size() + OWN_WRITES);
        if (count > operations) {
            return Optional.of(
                    "the store takes at most " + operations + " operations in one transaction, this one has " + count);
        }
        long size = size(transaction);
        if (size > bytes) {
            return Optional.of("the store takes at most " + bytes + " bytes in one transaction, this one has " + size);
        }
        return Optional.empty();
    }

    private static long size(Transaction transaction) {
        long size = MARK_BYTES;
        for (Guard guard : transaction.guards()) {
            size += OVERHEAD_BYTES + guard.key().text().length();
        }
        for (Write write : transaction.writes()) {
            size += OVERHEAD_BYTES + write.key().text().length();
            if (write instanceof Write.Put(var _, var value)) {
                size += value.bytes().length;
            }
        }
        return size;
    }
}
