package io.ringfence.compiler.resolve;

import io.ringfence.log.record.IpSetId;
import io.ringfence.model.selector.Selector;

/** A set that rules refer to. One object for each distinct selector as long as some rule refers to it; compared by identity. */
public final class AddressSet {
    private static final int NOT_ASKED = -1;

    private final Selector selector;
    private final IpSetId id;

    /** Uses in rules that are stored. */
    int uses;

    /** Owned shards that need it. */
    int shards;

    /** Number under which the matcher answers; only while a shard needs the set. */
    private int asked = NOT_ASKED;

    AddressSet(Selector selector) {
        this.selector = selector;
        this.id = IpSetId.of(selector);
    }

    public Selector selector() {
        return selector;
    }

    public IpSetId id() {
        return id;
    }

    /** The matcher's number of the selector; only for a set that a shard needs. */
    public int asked() {
        if (asked == NOT_ASKED) {
            throw new IllegalStateException("no shard needs " + selector);
        }
        return asked;
    }

    void asked(int number) {
        asked = number;
    }

    /** Whether an owned shard needs it. */
    public boolean isNeeded() {
        return shards > 0;
    }

    int stopAsking() {
        int number = asked();
        asked = NOT_ASKED;
        return number;
    }
}
