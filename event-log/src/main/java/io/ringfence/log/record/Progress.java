package io.ringfence.log.record;

import io.ringfence.model.resource.Revision;
import java.time.Instant;

/**
 * Last record of every transaction of a shard.
 *
 * @param revision the highest that the shard's records contain completely
 * @param committedAt when the store committed it, by the store's clock
 */
public record Progress(Revision revision, Instant committedAt) implements ShardRecord {
    public static final String KEY = "progress";

    @Override
    public String key() {
        return KEY;
    }
}
