package io.ringfence.compiler.resolve;

import io.ringfence.log.record.IpSetId;

/** A set of addresses or of ports that rules refer to. One object for each meaning as long as some rule refers to it; compared by identity. */
public final class MemberSet {
    private static final int NOT_ASKED = -1;

    private final SetMeaning meaning;
    private final IpSetId id;

    /** Uses in rules that are stored. */
    private int uses;

    /** Owned shards that need it. */
    private int shards;

    /** Number under which the matcher answers; only while a shard needs the set. */
    private int asked = NOT_ASKED;

    MemberSet(SetMeaning meaning) {
        this.meaning = meaning;
        this.id = meaning.id();
    }

    public SetMeaning meaning() {
        return meaning;
    }

    public IpSetId id() {
        return id;
    }

    /** One rule more refers to it. */
    void use() {
        uses++;
    }

    /** One rule less. Returns whether none is left. */
    boolean giveUp() {
        uses--;
        return uses == 0;
    }

    /** One owned shard more needs it. Returns whether it is the first. */
    boolean need() {
        shards++;
        return shards == 1;
    }

    /** One less. Returns whether none is left. */
    boolean unneed() {
        shards--;
        return shards == 0;
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
