package io.ringfence.store.publish;

import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.CommitAt;
import io.ringfence.store.commit.ResourceStore.Listing;
import io.ringfence.store.commit.ResourceStore.Watch;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.Events;
import io.ringfence.store.history.RevisionChanges;
import io.ringfence.store.history.StoredResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishing from one election to the loss of it. Owner: the publisher's thread. */
final class Term {
    private static final Logger LOG = LoggerFactory.getLogger(Term.class);

    /** A batch that the brokers do not take is offered this often; then the term ends, and perhaps another instance fares better. */
    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final ResourceStore store;
    private final Mailbox mailbox;
    private final TransactionalPublisher publisher;
    private final Supplier<TopicReader> topic;
    private final Consumer<Revision> progress;

    Term(
            ResourceStore store,
            Mailbox mailbox,
            TransactionalPublisher publisher,
            Supplier<TopicReader> topic,
            Consumer<Revision> progress) {
        this.store = store;
        this.mailbox = mailbox;
        this.publisher = publisher;
        this.topic = topic;
        this.progress = progress;
    }

    /** Publishes until dismissed. Throws when it cannot go on. */
    void run() throws InterruptedException {
        Commit last;
        try (TopicReader reader = topic.get()) {
            last = reader.published();
        }
        boolean mustResync = !historyGoesOnFrom(last);
        Revision published = last.revision();
        if (!mustResync) {
            progress.accept(published);
        }
        LOG.info("publishing after revision {}", published);
        while (mailbox.isEntitled()) {
            if (mustResync) {
                published = resync();
                mustResync = false;
            }
            Followed followed = follow(published);
            published = followed.published();
            mustResync = followed.historyFails();
        }
    }

    /** Where following the history ended, and whether it is to be gone round. */
    private record Followed(Revision published, boolean historyFails) {}

    private Followed follow(Revision after) throws InterruptedException {
        Revision published = after;
        try (Watch _ = store.watch(after, mailbox.open())) {
            while (true) {
                switch (mailbox.take()) {
                    case Mailbox.Taken.Batch(List<RevisionChanges> revisions) -> {
                        List<ResourceEvent> events = new ArrayList<>();
                        for (RevisionChanges revision : revisions) {
                            Events of = Events.of(revision);
                            if (!of.unreadable().isEmpty()) {
                                LOG.warn("revision {}: not a resource: {}", revision.revision(), of.unreadable());
                                return new Followed(published, true);
                            }
                            events.addAll(of.events());
                        }
                        publish(events);
                        published = Mailbox.last(revisions);
                        progress.accept(published);
                    }
                    case Mailbox.Taken.Behind() -> {
                        return new Followed(published, false);
                    }
                    case Mailbox.Taken.Compacted() -> {
                        return new Followed(published, true);
                    }
                    case Mailbox.Taken.Dismissed() -> {
                        return new Followed(published, false);
                    }
                }
            }
        }
    }

    /** Publishes the difference of store and topic. Memory: all resources, twice. */
    private Revision resync() throws InterruptedException {
        TopicReader.Content content;
        try (TopicReader reader = topic.get()) {
            content = reader.content();
        }
        List<StoredResource> stored = new ArrayList<>();
        Listing listing = store.list(null, stored::addAll);
        Commit newest = listing.newest();
        List<ResourceKey> contradictions =
                Events.contradictions(stored, newest, content.resources(), content.published());
        if (!contradictions.isEmpty()) {
            throw anotherHistory(
                    content.published(),
                    "disagrees on what was written up to there, " + contradictions.size() + " resources, the first "
                            + contradictions.getFirst());
        }
        Events difference = Events.difference(stored, newest, content.resources(), content.published());
        if (!difference.unreadable().isEmpty()) {
            throw new PublishingException("the store holds what is not a resource: " + difference.unreadable(), null);
        }
        LOG.warn(
                "the store's history after revision {} is gone; publishing the difference, {} events up to revision {}",
                content.published(),
                difference.events().size(),
                newest.revision());
        List<ResourceEvent> batch = new ArrayList<>();
        for (ResourceEvent event : difference.events()) {
            batch.add(event);
            if (event.last() && batch.size() >= Mailbox.MAX_BATCH_EVENTS) {
                publish(endingAsCommitted(batch));
                batch.clear();
            }
        }
        publish(endingAsCommitted(batch));
        progress.accept(listing.revision());
        return listing.revision();
    }

    /** With the last revision's own time, if the store still knows it: it may be what the next term has to recognize. */
    private List<ResourceEvent> endingAsCommitted(List<ResourceEvent> batch) {
        if (batch.isEmpty()) {
            return batch;
        }
        Revision last = batch.getLast().revision();
        return switch (store.commitAt(last)) {
            case CommitAt.Known(Instant time) ->
                batch.stream()
                        .map(event -> event.revision().equals(last) ? at(time, event) : event)
                        .toList();
            case CommitAt.NoCommit() ->
                throw new PublishingException(
                        "revision " + last + " of " + batch.getLast().key() + " is no commit: who else writes there?",
                        null);
            case CommitAt.Compacted _ -> List.copyOf(batch);
        };
    }

    private static ResourceEvent at(Instant time, ResourceEvent event) {
        return new ResourceEvent(event.type(), event.key(), event.resource(), event.revision(), time, event.last());
    }

    /**
     * Whether the history can be followed from the topic's last commit; false when it is compacted and the difference must be published.
     * Throws when that commit is not of this history: the store was restored from a backup, or is another. Revisions alone do not tell,
     * as elections and new writes raise them.
     */
    private boolean historyGoesOnFrom(Commit last) {
        if (last.revision().equals(Revision.NONE)) {
            return true;
        }
        return switch (store.commitAt(last.revision())) {
            case CommitAt.Known(Instant time) -> {
                if (!time.equals(last.time())) {
                    throw anotherHistory(last.revision(), "made another commit there, at " + time);
                }
                yield true;
            }
            case CommitAt.NoCommit() -> throw anotherHistory(last.revision(), "made no such commit");
            case CommitAt.Compacted(Commit newest) -> {
                // Another store's number may be higher all the same. Where clocks differ, the next commit settles it.
                if (newest.time().isBefore(last.time())) {
                    throw anotherHistory(last.revision(), "made its newest commit earlier, at " + newest.time());
                }
                yield false;
            }
        };
    }

    private static PublishingException anotherHistory(Revision published, String difference) {
        return new PublishingException(
                "the topic is at revision " + published + ", but the store " + difference
                        + ": was it restored or replaced? Remove policy.events to publish it anew",
                null);
    }

    private void publish(List<ResourceEvent> events) throws InterruptedException {
        for (int attempt = 1; !events.isEmpty(); attempt++) {
            switch (publisher.publish(
                    events.stream().map(ResourceEventCodec::encode).toList())) {
                case PublishOutcome.Committed() -> {
                    return;
                }
                case PublishOutcome.Aborted(RuntimeException cause) -> {
                    if (attempt == ATTEMPTS || !mailbox.isEntitled()) {
                        throw new PublishingException("the brokers do not take a batch", cause);
                    }
                    mailbox.pause(BETWEEN_ATTEMPTS);
                }
                case PublishOutcome.Fenced(RuntimeException cause) ->
                    throw new PublishingException("another instance publishes", cause);
                case PublishOutcome.InDoubt(RuntimeException cause) ->
                    throw new PublishingException("the brokers did not say whether a batch is published", cause);
                case PublishOutcome.OwnershipLost(RuntimeException cause) ->
                    throw new PublishingException("refused", cause);
                case PublishOutcome.Refused(RuntimeException cause) ->
                    throw new PublishingException("the brokers refuse a batch", cause);
            }
        }
    }
}
