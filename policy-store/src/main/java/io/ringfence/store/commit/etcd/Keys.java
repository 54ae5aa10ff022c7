package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.ByteSequence;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.store.decide.StoreKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where things are in etcd. */
final class Keys {
    private static final String ROOT_TEXT = "/ringfence/v1/";

    static final ByteSequence ROOT = bytes(ROOT_TEXT);

    /** Put by every transaction: a {@link Mark}. */
    static final ByteSequence COMMIT = bytes(ROOT_TEXT + "commit");

    /** etcd appends a slash and the lease. */
    static final ByteSequence ELECTION = bytes(ROOT_TEXT + "publisher");

    /** Never written: what probes read. */
    static final ByteSequence PROBE = bytes(ROOT_TEXT + "probe");

    private Keys() {}

    static ByteSequence of(StoreKey key) {
        return bytes(ROOT_TEXT + key.text());
    }

    /** All resources, or those of one kind. */
    static ByteSequence resources(@Nullable Kind kind) {
        return bytes(ROOT_TEXT + StoreKey.RESOURCES + (kind == null ? "" : kind.text() + "/"));
    }

    static Optional<ResourceKey> resource(ByteSequence key) {
        String text = key.toString(StandardCharsets.UTF_8);
        return text.startsWith(ROOT_TEXT)
                ? StoreKey.parse(text.substring(ROOT_TEXT.length()))
                        .flatMap(parsed -> parsed instanceof StoreKey.OfResource(var resource)
                                ? Optional.of(resource)
                                : Optional.empty())
                : Optional.empty();
    }

    static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }
}
