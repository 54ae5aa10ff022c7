package io.ringfence.gateway.events;

import io.ringfence.model.resource.Revision;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, encoded, in revision order, by position. Positions count up from 0 and are never used twice. When the window is full the
 * oldest events go, and with them the ability to continue from before them. Owner: the gateway's context.
 */
public final class EventWindow {
    private final @Nullable Frame[] ring;
    private final long maxCharacters;
    private long characters;
    private long first;
    private long end;

    /** Everything after this revision is held. */
    private Revision floor;

    private Revision newest;

    /**
     * One event.
     *
     * @param text the server-sent event
     */
    record Frame(Revision revision, String text) {}

    /**
     * @param capacity most events held, at least 1
     * @param maxCharacters most characters of text held; the newest event is held whatever its size
     */
    public EventWindow(int capacity, long maxCharacters) {
        this.ring = new Frame[capacity];
        this.maxCharacters = maxCharacters;
        this.floor = Revision.NONE;
        this.newest = Revision.NONE;
    }

    /** Nothing up to this revision will be added: the window begins after it. Only on a window that holds nothing. */
    public void beginAfter(Revision revision) {
        if (first != end) {
            throw new IllegalStateException("the window holds events already");
        }
        floor = revision;
        newest = revision;
    }

    /** Forgets everything; positions go on. */
    public void clear() {
        while (first < end) {
            ring[index(first)] = null;
            first++;
        }
        characters = 0;
        floor = Revision.NONE;
        newest = Revision.NONE;
    }

    /** Adds an event. One of a revision before the newest is a bug of the caller. */
    public void add(Revision revision, String text) {
        if (newest.isAfter(revision)) {
            throw new IllegalArgumentException("revision " + revision + " comes after " + newest);
        }
        while (first < end && (end - first == ring.length || characters + text.length() > maxCharacters)) {
            Frame oldest = at(first);
            characters -= oldest.text().length();
            floor = oldest.revision();
            ring[index(first)] = null;
            first++;
        }
        ring[index(end)] = new Frame(revision, text);
        characters += text.length();
        newest = revision;
        end++;
    }

    /** Position of the first event after a revision; empty when the window no longer reaches back so far. */
    public OptionalLong positionAfter(Revision revision) {
        if (floor.isAfter(revision)) {
            return OptionalLong.empty();
        }
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).revision().isAfter(revision)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalLong.of(low);
    }

    /** Whether the event at a position is gone; a position not yet reached is not. */
    boolean isGone(long position) {
        return position < first;
    }

    Frame at(long position) {
        Frame frame = position < first || position >= end ? null : ring[index(position)];
        if (frame == null) {
            throw new IllegalArgumentException("no event at " + position);
        }
        return frame;
    }

    /** One past the newest event. */
    long end() {
        return end;
    }

    /** Clients can continue from this revision or any later one. */
    public Revision floor() {
        return floor;
    }

    /** Of the newest event ever added, or what {@link #beginAfter} said. */
    public Revision newest() {
        return newest;
    }

    private int index(long position) {
        return (int) (position % ring.length);
    }
}
