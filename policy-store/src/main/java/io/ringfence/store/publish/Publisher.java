package io.ringfence.store.publish;

import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands for election and publishes when elected, again and again, on a thread of its own. */
public final class Publisher implements AutoCloseable {
    /** All instances use the same, so that the newest fences those before. */
    static final String TRANSACTIONAL_ID = "policy-store-publisher";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long a stop waits for a batch that is under way; then the wait for brokers is broken off, and a batch aborted. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private static final Duration BREAK_OFF_PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final ResourceStore store;
    private final String bootstrap;
    private final TopicSettings topics;
    private final Mailbox mailbox = new Mailbox();
    private final Thread thread =
            Thread.ofPlatform().name("policy-publisher").daemon().unstarted(this::run);
    private volatile PublisherState state = PublisherState.START;

    private Publisher(ResourceStore store, String bootstrap, TopicSettings topics) {
        this.store = store;
        this.bootstrap = bootstrap;
        this.topics = topics;
    }

    /** Neither store nor brokers need to be there yet. */
    public static Publisher start(ResourceStore store, String bootstrap, TopicSettings topics) {
        Publisher publisher = new Publisher(store, bootstrap, topics);
        publisher.thread.start();
        return publisher;
    }

    /** Any thread. */
    public PublisherState state() {
        return state;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!mailbox.isStopped()) {
                Revision before = state.published();
                boolean failed = !term();
                pause = state.published().isAfter(before) ? FIRST_PAUSE : pause;
                if (failed) {
                    // Resigned in between: an instance that reaches the brokers may take over.
                    mailbox.pause(pause);
                    pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it ended in order. */
    private boolean term() throws InterruptedException {
        try (ResourceStore.Candidacy _ = store.campaign(mailbox)) {
            mailbox.awaitElection();
            if (mailbox.isStopped()) {
                return true;
            }
            state = new PublisherState(true, state.published(), state.trouble());
            TopicSetup.ensure(bootstrap, topics);
            try (TransactionalPublisher publisher = TransactionalPublisher.open(bootstrap, TRANSACTIONAL_ID)) {
                new Term(store, mailbox, publisher, () -> new TopicReader(bootstrap), this::reached).run();
            }
            return true;
        } catch (RuntimeException e) {
            if (!mailbox.isStopped()) {
                LOG.warn("publishing waits: {}", e.toString(), e);
            }
            state = new PublisherState(false, state.published(), String.valueOf(e.getMessage()));
            return false;
        } finally {
            mailbox.lost();
            state = new PublisherState(false, state.published(), state.trouble());
        }
    }

    private void reached(Revision published) {
        state = new PublisherState(true, published, null);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Gives up leadership once what is under way has ended. */
    @Override
    public void close() {
        mailbox.stop();
        try {
            if (thread.join(STOP_PATIENCE)) {
                return;
            }
            thread.interrupt();
            if (!thread.join(BREAK_OFF_PATIENCE)) {
                LOG.warn("the publisher is still waiting for the brokers and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
