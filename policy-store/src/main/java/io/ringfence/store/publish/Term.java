package io.ringfence.store.publish;

import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.Listing;
import io.ringfence.store.commit.ResourceStore.Watch;
import io.ringfence.store.history.Events;
import io.ringfence.store.history.RevisionChanges;
import io.ringfence.store.history.StoredResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        Revision published;
        try (TopicReader reader = topic.get()) {
            published = reader.published();
        }
        requireNotAhead(published);
        progress.accept(published);
        LOG.info("publishing after revision {}", published);
        boolean mustResync = false;
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
        Events difference =
                Events.difference(stored, listing.revision(), listing.time(), content.resources(), content.published());
        if (!difference.unreadable().isEmpty()) {
            throw new PublishingException("the store holds what is not a resource: " + difference.unreadable(), null);
        }
        LOG.warn(
                "the store's history after revision {} is gone; publishing the difference, {} events up to revision {}",
                content.published(),
                difference.events().size(),
                listing.revision());
        List<ResourceEvent> batch = new ArrayList<>();
        for (ResourceEvent event : difference.events()) {
            batch.add(event);
            if (event.last() && batch.size() >= Mailbox.MAX_BATCH_EVENTS) {
                publish(batch);
                batch.clear();
            }
        }
        publish(batch);
        progress.accept(listing.revision());
        return listing.revision();
    }

    /** A store behind the topic was restored from a backup, or is another: its revisions would be taken for old news. */
    private void requireNotAhead(Revision published) {
        Revision newest = store.read(Set.of()).revision();
        if (published.isAfter(newest)) {
            throw new PublishingException(
                    "the topic is at revision " + published + ", but the store only at " + newest
                            + ": was it restored or replaced? Empty the topics to publish it anew",
                    null);
        }
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
