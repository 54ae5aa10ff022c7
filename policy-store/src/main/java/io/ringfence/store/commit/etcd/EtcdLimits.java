package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.commit.TransactionLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.IntPredicate;

/** Finds out what an etcd takes. Its probes only read, so they leave nothing in its log. */
final class EtcdLimits {
    /** What etcd allows a message beyond its limit for requests, and the step of the search. */
    private static final int UNIT_BYTES = 512 << 10;

    /** What a probe's message has besides its filling. */
    private static final int FRAME_BYTES = 512;

    /** What etcd takes if it is not told otherwise; the search does not go below. */
    private static final int LEAST_OPERATIONS = 128;

    private final Client client;
    private final Duration patience;

    EtcdLimits(Client client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Up to {@link TransactionLimits#DEFAULT}. Two requests where that is allowed, else some more. */
    TransactionLimits probe() {
        int operations = largest(LEAST_OPERATIONS, TransactionLimits.DEFAULT.operations(), this::takesOperations);
        int units = largest(1, TransactionLimits.DEFAULT.bytes() / UNIT_BYTES, this::takesUnits);
        return new TransactionLimits(operations, units * UNIT_BYTES);
    }

    /** The largest number that passes; {@code low} is taken for granted. */
    private static int largest(int low, int high, IntPredicate passes) {
        if (passes.test(high)) {
            return high;
        }
        int passed = low;
        int failed = high;
        while (failed - passed > 1) {
            int middle = passed + (failed - passed) / 2;
            if (passes.test(middle)) {
                passed = middle;
            } else {
                failed = middle;
            }
        }
        return passed;
    }

    private boolean takesOperations(int count) {
        Op read = Op.get(Keys.PROBE, GetOption.builder().withCountOnly(true).build());
        return takes(new Cmp[0], Collections.nCopies(count, read).toArray(Op[]::new));
    }

    private boolean takesUnits(int units) {
        byte[] filling = new byte[(units + 1) * UNIT_BYTES - FRAME_BYTES];
        Arrays.fill(filling, (byte) 'x');
        Cmp condition = new Cmp(Keys.PROBE, Cmp.Op.EQUAL, CmpTarget.value(ByteSequence.from(filling)));
        return takes(new Cmp[] {condition}, Op.get(Keys.PROBE, GetOption.DEFAULT));
    }

    private boolean takes(Cmp[] conditions, Op... operations) {
        try {
            EtcdCalls.await(
                    client.getKVClient().txn().If(conditions).Then(operations).commit(), patience);
            return true;
        } catch (StoreUnavailableException e) {
            if (EtcdCalls.isTooLarge(e)) {
                return false;
            }
            throw e;
        }
    }
}
