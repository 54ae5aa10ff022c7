package io.ringfence.agent.intake;

import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.tail.TailListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Fills one image from the log, from nothing. A new one is made when the tail fails. Owner: the agent's thread. */
public final class ShardIntake implements TailListener {
    private final ShardImage image;
    private final String ours;
    private final Runnable changed;
    private final Consumer<RuntimeException> failed;
    /** Of the transaction under way; its size is limited by the store's limit on a transaction. */
    private final List<Change> pending = new ArrayList<>();

    private boolean inSync;

    /** A record, or the removal of its key. */
    private record Change(String key, @Nullable ShardRecord record) {}

    /**
     * Starts with nothing.
     *
     * @param image empty
     * @param changed called when the image holds at least one more whole transaction and is in sync
     * @param failed called once, last
     */
    public ShardIntake(ShardImage image, String host, Runnable changed, Consumer<RuntimeException> failed) {
        this.image = image;
        this.ours = ShardImage.endpointPrefix(host);
        this.changed = changed;
        this.failed = failed;
    }

    @Override
    public void records(List<ConsumerRecord<String, byte[]>> records) {
        boolean whole = false;
        for (ConsumerRecord<String, byte[]> record : records) {
            String key = record.key();
            if (key.startsWith(ShardEndpoint.PREFIX) && !key.startsWith(ours)) {
                continue;
            }
            byte[] value = record.value();
            Change change = new Change(key, value == null ? null : ShardRecordCodec.decode(key, value));
            if (!inSync) {
                apply(change);
                continue;
            }
            pending.add(change);
            if (key.equals(Progress.KEY)) {
                pending.forEach(this::apply);
                pending.clear();
                whole = true;
            }
        }
        if (whole) {
            changed.run();
        }
    }

    private void apply(Change change) {
        if (change.record == null) {
            image.remove(change.key);
        } else {
            image.put(change.record);
        }
    }

    @Override
    public void inSync() {
        inSync = true;
        changed.run();
    }

    @Override
    public void failed(RuntimeException cause) {
        failed.accept(cause);
    }
}
