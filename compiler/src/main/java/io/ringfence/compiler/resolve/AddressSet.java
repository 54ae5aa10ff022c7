package io.ringfence.compiler.resolve;

import io.ringfence.log.record.IpSetId;

/** A set that rules refer to. One object for each meaning as long as some rule refers to it; compared by identity. */
public final class AddressSet {
    private static final int NOT_ASKED = -1;

    private final SetMeaning meaning;
    private final IpSetId id;

    /** Uses in rules that are stored. */
    int uses;

    /** Owned shards that need it. */
    int shards;

    /** Number under which the matcher answers; only while a shard needs the set. */
    private int asked = NOT_ASKED;

    AddressSet(SetMeaning meaning) {
        this.meaning = meaning;
        this.id = meaning.id();
    }

    public SetMeaning meaning() {
        return meaning;
    }

    public IpSetId id() {
        return id;
    }

    /** The matcher's number of the selector; only for a set that a shard needs. */
    public int asked() {
        if (asked == NOT_ASKED) {
            throw new IllegalStateException("no shard needs " + meaning);
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
