package io.ringfence.agent.ipam;

import io.ringfence.agent.ipam.AddressBook.Outcome;
import io.ringfence.agent.ipam.leak.Held;
import io.ringfence.agent.ipam.leak.LeakWatch;
import io.ringfence.agent.ipam.leak.Sight;
import io.ringfence.model.net.Cidr;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for addresses of this host that nobody uses, reports them and gives back those that are unused beyond doubt. */
public final class LeakPatrol {
    private static final Logger LOG = LoggerFactory.getLogger(LeakPatrol.class);

    /** A handful of small reads. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Longer than an image takes to start from the moment that its address is asked for. */
    public static final Duration REPORT_AFTER = Duration.ofMinutes(5);

    /** An address that waits a little longer costs nothing; one that is given twice costs a lot. */
    public static final Duration SURE_AFTER = Duration.ofMinutes(15);

    private final String host;
    private final AddressBook book;
    private final Supplier<Optional<Set<Cidr>>> engine;
    private final LeakWatch watch;
    private final InstantSource clock;
    private final AddressMeters meters;

    /** Leaks that the log has named. Owner: the patrol's thread. */
    private Set<Held> named = new HashSet<>();

    private volatile @Nullable Thread thread;

    /**
     * Does not start.
     *
     * @param engine addresses that the engine uses or reserves; empty when it does not answer; blocks
     */
    public LeakPatrol(
            String host,
            AddressBook book,
            Supplier<Optional<Set<Cidr>>> engine,
            LeakWatch watch,
            InstantSource clock,
            AddressMeters meters) {
        this.host = host;
        this.book = book;
        this.engine = engine;
        this.watch = watch;
        this.clock = clock;
        this.meters = meters;
    }

    /** Looks every {@code interval} until {@link #stop}. */
    public void start(Duration interval) {
        thread = Thread.ofVirtual().name("ipam-patrol-" + host).start(() -> {
            try {
                while (!Thread.interrupted()) {
                    Thread.sleep(interval);
                    lookAgain();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** A bug here must not end the patrol: the next look begins from what is stored. */
    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("{}: looking for leaked addresses failed", host, e);
        }
    }

    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /**
     * Looks once. Nothing is concluded when the store does not answer.
     *
     * @return addresses that were given back
     */
    public List<Cidr> look() {
        // In this order: what is allocated from now on is not looked at, and what is put to use from now on was.
        if (!(book.held() instanceof Outcome.Done<List<Held>>(List<Held> held))
                || !(book.endpointAddresses() instanceof Outcome.Done<Set<Cidr>>(Set<Cidr> endpoints))) {
            return List.of();
        }
        LeakWatch.Findings found = watch.look(new Sight(clock.instant(), held, endpoints, engine.get()));
        meters.leaked(found.leaks().size());
        for (Held leak : found.leaks()) {
            if (!named.contains(leak)) {
                LOG.warn(
                        "{}: {} is allocated since {} and neither an endpoint nor a container uses it",
                        host,
                        leak.address().address(),
                        leak.since());
            }
        }
        named = new HashSet<>(found.leaks());
        return found.sure().stream().filter(this::giveBack).map(Held::address).toList();
    }

    private boolean giveBack(Held leak) {
        boolean done = book.release(leak.address(), leak.handle()) instanceof Outcome.Done<Boolean>(Boolean changed)
                && changed;
        if (done) {
            LOG.warn("{}: {} is given back", host, leak.address().address());
        }
        return done;
    }
}
