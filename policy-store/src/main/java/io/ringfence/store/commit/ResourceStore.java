package io.ringfence.store.commit;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.State;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.RevisionChanges;
import io.ringfence.store.history.StoredResource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store, in the domain's words. All methods may be called from any thread that may block. */
public interface ResourceStore extends AutoCloseable {
    /** Most resources that {@link #list} hands over at once. */
    int PAGE = 1_000;

    /** Reads keys at one revision. */
    State read(Set<StoreKey> keys) throws StoreUnavailableException;

    /**
     * Lists resources at one revision.
     *
     * @param kind null is all kinds
     * @param pages called in the caller's thread with at most {@link #PAGE} each, sorted by key text; not at all when there are none
     */
    Listing list(@Nullable Kind kind, Consumer<List<StoredResource>> pages) throws StoreUnavailableException;

    /**
     * What a listing is of.
     *
     * @param revision the store's newest revision then, perhaps of something that is no commit
     * @param newest the store's newest commit then; {@link Commit#NONE} when there is none
     */
    record Listing(Revision revision, Commit newest) {}

    /**
     * Asks the history for the commit of exactly this revision. That a store has reached a revision says nothing: what is no commit, an
     * election for one, may take revisions too.
     *
     * @param revision after {@link Revision#NONE}
     */
    CommitAt commitAt(Revision revision) throws StoreUnavailableException;

    /** What the history knows of a revision. */
    sealed interface CommitAt {
        /** It is a commit's, made then. */
        record Known(Instant time) implements CommitAt {}

        /** It is no commit's, or not reached yet. */
        record NoCommit() implements CommitAt {}

        /**
         * The history does not go back so far.
         *
         * @param newest the store's newest commit; after the revision asked for
         */
        record Compacted(Commit newest) implements CommitAt {}
    }

    /** What {@link #commit} would say of the transaction's size, for people; empty when it would take it. Writes nothing. */
    Optional<String> tooLarge(Transaction transaction) throws StoreUnavailableException;

    /** Commits all or nothing, at most once. Not called without writes. */
    CommitResult commit(Transaction transaction);

    /** What became of a transaction. */
    sealed interface CommitResult {
        /** It stands, and survives. */
        record Committed(Revision revision, Instant time) implements CommitResult {}

        /** Some guard does not hold; nothing is written, now or later. */
        record GuardFailed() implements CommitResult {}

        /** Nothing is written. {@code limit} says what is allowed, for people. */
        record TooLarge(String limit) implements CommitResult {}

        /** Nothing is written, now or later. */
        record Unavailable(String reason) implements CommitResult {}

        /** It may or may not be written, or be written later. */
        record Unknown(String reason) implements CommitResult {}
    }

    /**
     * Follows the history until closed, through failures of the store.
     *
     * @param after the first revision told is the first after this one
     */
    Watch watch(Revision after, WatchListener listener);

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** Nothing is told after it returns. Never throws; from any thread but the listener's. */
        @Override
        void close();
    }

    /** Is told one thing at a time, on threads of the store; must not block for long. */
    interface WatchListener {
        /** In order, without gaps; revisions that touch no resource may be left out. */
        void changed(RevisionChanges revision);

        /** The history after the revision asked for is gone; the watch has ended. */
        void compacted();
    }

    /** Stands for election until closed, through failures of the store: at most one candidate is told that it leads, but see {@code lost}. */
    Candidacy campaign(CampaignListener listener);

    /** Is told on threads of the store; must not block. {@code elected} and {@code lost} alternate. */
    interface CampaignListener {
        void elected();

        /** Another may lead already, and may have for a moment: what must not happen twice needs a fence of its own. */
        void lost();
    }

    /** A running campaign. */
    interface Candidacy extends AutoCloseable {
        /** Gives leadership up at once; nothing is told after it returns. Never throws. */
        @Override
        void close();
    }

    /** Whether the store answers now. Bounded by a second or so. */
    boolean isReachable();

    /** Stops watches, gives up leadership. Never throws. */
    @Override
    void close();
}
